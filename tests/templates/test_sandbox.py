"""Hostile templates: each ends in one line, in time, and the program lives on."""

import json
import mmap
import os
import platform
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from small_forks import fork_here

from mmc_audio._lib.interpreter import interpreter
from mmc_audio.errors import TemplateError
from mmc_audio.templates.files import Library, TemplateFile
from mmc_audio.templates.rendering import Moment, RenderedText, render, try_each
from mmc_audio.templates.sandbox import process as jail
from mmc_audio.templates.sandbox import work as template_work
from mmc_audio.templates.sandbox.process import Limits, run_isolated
from mmc_audio.templates.sandbox.protection import protection
from mmc_audio.templates.sandbox.syscalls import ALLOWED


@pytest.fixture(autouse=True)
def forks_itself(monkeypatch):
    """Here the process with the tests, and all that it holds, is what the sandbox keeps from."""
    monkeypatch.setattr(jail, "_forked", fork_here)


SHORT = Limits(wall_s=0.8, cpu_s=0.15)
PATIENT = replace(SHORT, wall_s=60, most_s=60)
"""On a busy machine a little computing takes long, and only who is asked to stop knows the line."""
LATEST_S = 2.0

BOMBS = {
    "string product while compiling": "{{ 'a' * 10**9 }}",
    "string product of a value": "{{ name * 10**9 }}",
    "wide format": "{{ '%1000000000d'|format(1) }}",
    "wide method": "{{ name.ljust(10**9) }}",
    "wide filter": "{{ name|center(10**9) }}",
    "slices": "{{ 'abc'|slice(10**9)|list }}",
    "digits": "{{ 1.5|round(10**8, 'ceil') }}",
    "replacements": "{% set x = 'a' * 30000 %}{{ x.replace('a', x) }}",
    "join": "{{ (['a' * 1000] * 100000)|join('b' * 1000) }}",
    "huge range": "{% for i in range(10**9) %}x{% endfor %}",
    "silent nested loops": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    ),
    "loud nested loops": (
        "{% for a in range(99999) %}{% for b in range(99999) %}hello\n{% endfor %}{% endfor %}"
    ),
    "macro calls": (
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}"
    ),
    "recursion": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "recursive loop": "{% for x in list recursive %}{{ loop(list) }}{% endfor %}",
    "include loop": "{% include 'here' %}{% include 'here' %}",
    "extends loop": "{% extends 'here' %}",
    "import loop": "{% import 'here' as x %}",
    "power": "{{ 9**(9**9) }}",
    "many digits": "{{ 2**(10**7) }}",
    "sort": "{{ (list * 3000)|sort|length }}",
    "doubling text": "{% set x %}abcdefgh{% endset %}" + "{% set x %}{{x}}{{x}}{% endset %}" * 40,
    "doubling list": (
        "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = ns.x + ns.x %}"
        "{% endfor %}{{ ns.x }}"
    ),
    "2^40 shared list": (
        "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = [ns.x, ns.x] %}"
        "{% endfor %}{{ ns.x }}"
    ),
    "deep brackets": "{{ " + "[" * 15000 + "]" * 15000 + " }}",
    "deep conditions": "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "deep loops": "{% for a in [1] %}" * 40 + "{% endfor %}" * 40,
    "long sum": "{{ " + "1+" * 15000 + "1 }}",
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "class by filter": "{{ ''|attr('__class__') }}",
    "class by format": "{{ '{0.__class__}'.format(name) }}",
    "class by map": "{{ [name]|map(attribute='__class__')|list }}",
    "globals": "{{ cycler.__init__.__globals__.os.environ }}",
    "own function": "{{ pick.__self__ }}",
    "absolute path": "{% include '/etc/passwd' %}",
    "path upwards": "{% include '../../etc/passwd' %}",
    "file address": "{% extends 'file:///etc/passwd' %}",
    "environment": "{% include '/proc/self/environ' %}",
}

NOTHING_LEAKS = ("root:", "PATH=", "subclasses", "0x", "/home", "/usr", "Traceback", "jinja")


def library(text, **others):
    files = {"here": text, **others}
    return Library({
        f"{name}.cues.j2": TemplateFile(
            f"{name}.cues.j2", Path(f"/x/{name}.cues.j2"), Path("/x"), None, False, each
        )
        for name, each in files.items()
    })  # fmt: skip


CONTEXT = {"name": "Ann", "list": list(range(1000))}


def within(limit_s, render):
    """What `render` gives in time; on a busy machine the quickest of three tries counts."""
    took = []
    for _ in range(3):
        begin = time.monotonic()
        result = render()
        took.append(time.monotonic() - begin)
        if took[-1] < limit_s:
            return result
    raise AssertionError(f"took {took} s each time, over {limit_s}")


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_in_one_line(bomb):
    moments = [Moment("here", CONTEXT)]
    bombed = library(BOMBS[bomb])
    (error,) = within(LATEST_S, lambda: try_each(bombed, moments, limits=SHORT))
    assert isinstance(error, TemplateError)
    assert str(error).startswith("/x/here.cues.j2")
    assert "; " in error.what
    assert not [leak for leak in NOTHING_LEAKS if leak in error.what]


def test_under_the_real_limits_a_bomb_ends_within_two_seconds():
    moments = [Moment("here", CONTEXT)]
    (error,) = within(LATEST_S, lambda: try_each(library(BOMBS["digits"]), moments))
    assert isinstance(error, TemplateError)


def test_an_endless_loop_is_reported_at_its_line():
    text = "One\n\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (error,) = try_each(library(text), [Moment("here", {})], limits=PATIENT)
    assert "/x/here.cues.j2:3: takes too long" in str(error)


def test_moments_before_a_bomb_are_rendered_and_none_after_it():
    moments = [Moment("fine", {}), Moment("here", CONTEXT), Moment("fine", {})]
    results = try_each(library(BOMBS["digits"], fine="Fine."), moments, limits=PATIENT)
    assert results[0] == RenderedText("Fine.", results[0].sources, results[0].ids)
    assert isinstance(results[1], TemplateError)
    assert len(results) == 2


def test_an_error_stops_no_other_moment():
    moments = [Moment("fine", {}), Moment("here", {}), Moment("fine", {})]
    kinds = [type(each) for each in try_each(library("{{ x }}", fine="Fine."), moments)]
    assert kinds == [RenderedText, TemplateError, RenderedText]


@pytest.mark.parametrize("kind", ["link", "fifo", "folder link"])
def test_what_is_outside_is_not_read(tmp_path, kind):
    secret = tmp_path / "secret.cues.j2"
    secret.write_text("a secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    make = {
        "link": lambda: (folder / "rest.cues.j2").symlink_to(secret),
        "fifo": lambda: os.mkfifo(folder / "rest.cues.j2"),
        "folder link": lambda: (folder / "en").symlink_to(tmp_path),
    }
    make[kind]()
    with pytest.raises(TemplateError) as caught:
        render([Moment("secret" if kind == "folder link" else "rest", {})], [folder])
    assert "a secret" not in str(caught.value)


def test_a_large_file_is_refused(tmp_path):
    (tmp_path / "rest.cues.j2").write_text("a" * 40_000)
    with pytest.raises(TemplateError, match="larger than 32 KiB"):
        render([Moment("rest", {})], [tmp_path])


def test_threads_of_the_program_do_not_matter():
    stop = threading.Event()
    threads = [threading.Thread(target=stop.wait, args=(30,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(20):
            assert try_each(library("Fine."), [Moment("here", {})])[0].text == "Fine."
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_a_thread_may_render_and_stop_bombs():
    jobs = {"here": BOMBS["silent nested loops"], "fine": "Fine."}
    with ThreadPoolExecutor(4) as threads:
        asked = [name for name in jobs for _ in range(3)]
        found = threads.map(
            lambda name: try_each(library(jobs[name]), [Moment("here", {})], limits=PATIENT), asked
        )
        reported = [str(each) for (each,) in found]
    assert all("takes too long" in each for each in reported[:3])
    assert all("Fine." in each for each in reported[3:])


def test_an_answer_is_complete_even_if_another_process_holds_the_pipe_open(monkeypatch):
    fork = os.fork
    others = []

    def fork_twice():
        others.append(fork() or holds_everything_open())
        return fork()

    monkeypatch.setattr(os, "fork", fork_twice)
    begin = time.monotonic()
    try:
        (result,) = try_each(library("Fine."), [Moment("here", {})])
        assert result.text == "Fine."
        assert time.monotonic() - begin < 10
    finally:
        os.kill(others[0], signal.SIGKILL)
        os.waitpid(others[0], 0)


def holds_everything_open():
    time.sleep(30)
    os._exit(0)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_a_child_that_another_program_kills_is_no_fault_of_the_template(monkeypatch, name):
    fork, kills = os.fork, [1, 1]

    def fork_and_kill():
        child = fork()
        if child and kills:
            kills.pop()
            os.kill(child, getattr(signal, name))
        return child

    monkeypatch.setattr(os, "fork", fork_and_kill)
    (twice,) = try_each(library("Fine."), [Moment("here", {})])
    assert "was stopped twice by another program" in twice.what
    kills.append(1)
    (once,) = try_each(library("Fine."), [Moment("here", {})])
    assert once.text == "Fine."


def test_a_child_that_cannot_begin_is_no_fault_of_the_template(monkeypatch):
    fork, let_go, sick = os.fork, jail._close_files, [True]

    def refuse(writable):
        if sick:
            raise OSError(24, "Too many open files")
        let_go(writable)

    def fork_and_heal():
        child = fork()
        if child:
            sick.clear()
        return child

    monkeypatch.setattr(jail, "_close_files", refuse)
    monkeypatch.setattr(os, "fork", fork_and_heal)
    (result,) = try_each(library("Fine."), [Moment("here", {})])
    assert result.text == "Fine."


def test_what_the_program_has_itself_does_not_count_as_the_templates_memory():
    with mmap.mmap(-1, 1 << 30):
        (fine,) = try_each(library("Fine."), [Moment("here", CONTEXT)])
        (greedy,) = try_each(library(BOMBS["doubling list"]), [Moment("here", CONTEXT)])
    assert fine.text == "Fine."
    assert "needs more memory than a template may have" in greedy.what


def open_files():
    """How many files this process has open."""
    with os.scandir("/dev/fd") as entries:
        return len(list(entries))


def children():
    """Processes this one has started and not waited for."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return listed.read_text().split() if listed.exists() else []


def test_nothing_is_left_behind():
    before, started = open_files(), children()
    for text in ("Fine.", BOMBS["digits"]):
        try_each(library(text), [Moment("here", CONTEXT)], limits=SHORT)
    assert open_files() == before
    assert set(children()) <= set(started)


LOCKED = {
    "kill": lambda: os.kill(os.getppid(), 0) or "reached",
    "fork": lambda: os.fork() or os._exit(0),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "chmod": lambda: Path(__file__).chmod(0o644) or "changed",
    "mkdir": lambda: Path("/var/tmp/mmc-escaped").mkdir() or "made",
    "stat": lambda: Path("/").stat(),
}
"""What limits alone do not keep the system's administrator from."""


def seccomp_here():
    return platform.machine() in ALLOWED and platform.system() == "Linux"


def escape(job):
    """What a template would do that had broken out of the sandbox."""
    tries = {
        "open": lambda: os.open("/etc/passwd", os.O_RDONLY),
        "write": lambda: os.open("/var/tmp/mmc-escaped", os.O_CREAT | os.O_WRONLY),
        "scandir": lambda: os.scandir("/"),
        "pipe": os.pipe,
        "socket": lambda: __import__("socket").socket(),
        "environ": lambda: os.environ["HOME"],
        **(LOCKED if seccomp_here() else {}),
    }
    done = []
    for name, attempt in tries.items():
        try:
            if attempt() is not None:
                done.append(name)
        except (OSError, KeyError, ImportError):
            pass
    yield json.dumps({"text": " ".join(done), "sources": []}).encode() + b"\n"


def test_who_escapes_the_sandbox_finds_nothing(monkeypatch):
    monkeypatch.setattr(template_work, "lines_of_json", escape)
    results, _ = run_isolated({"files": {}, "ours": [], "moments": [{}]}, PATIENT)
    assert results == [{"text": "", "sources": []}]


ANSWERS = [
    b"not json\n",
    b"[1, 2]\n",
    b"[" * 100_000 + b"\n",
    b'{"text": 1, "sources": [["a", "b"]]}\n',
    b'{"error": 3}\n',
    b'{"text": "a"}\n',
    b"\xff\xfe\n",
    b"",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_in_a_strangers_hands_is_not_trusted(monkeypatch, answer):
    monkeypatch.setattr(template_work, "lines_of_json", lambda job: iter([answer]))
    results = try_each(library("Fine."), [Moment("here", {})], limits=SHORT)
    assert isinstance(results[0], TemplateError)


def test_an_endless_answer_is_cut(monkeypatch):
    monkeypatch.setattr(template_work, "lines_of_json", lambda job: iter(lambda: b"x" * 65536, 0))
    monkeypatch.setattr(jail, "MAX_REPLY", 1 << 20)
    moments = [Moment("here", {})]
    (error,) = within(LATEST_S, lambda: try_each(library(""), moments, limits=SHORT))
    assert isinstance(error, TemplateError)


def test_where_there_is_no_fork_a_fresh_interpreter_does_the_same(monkeypatch):
    monkeypatch.setattr(jail, "FORKS", False)
    moments = [Moment("fine", {"n": 3}), Moment("here", {})]
    fine, wrong = try_each(library("{{ x }}", fine="{{ n|spoken }}"), moments)
    assert fine.text == "three"
    assert 'there is no "x" here' in str(wrong)


def test_a_fresh_interpreter_is_stopped_too(monkeypatch):
    monkeypatch.setattr(jail, "FORKS", False)
    (error,) = try_each(library(BOMBS["digits"]), [Moment("here", CONTEXT)], limits=SHORT)
    assert isinstance(error, TemplateError)


ENDLESS = "def main():\n    import sys\n    while True: sys.stdout.write('x' * 65536 + '\\n')\n"


def test_an_endless_answer_of_a_fresh_interpreter_is_cut(monkeypatch, tmp_path):
    (tmp_path / "endless.py").write_text(ENDLESS)
    monkeypatch.syspath_prepend(tmp_path)
    command = interpreter("endless:main")
    monkeypatch.setattr(jail, "FORKS", False)
    monkeypatch.setattr(jail, "MAX_REPLY", 1 << 20)
    monkeypatch.setattr(jail, "interpreter", lambda _target: command)
    lines, end = jail._spawned({"files": {}, "ours": [], "moments": []}, SHORT)
    assert (len(b"".join(lines)) <= 1 << 20, end) == (True, "size")


def test_what_protects_here_is_what_the_sandbox_does():
    here = protection()
    assert here.kernel == seccomp_here()
    assert here.forks == jail.FORKS
    assert ("missing" in str(here)) != here.is_whole


@pytest.mark.skipif(not jail.FORKS, reason="measures the fork")
def test_a_plan_of_a_hundred_moments_takes_little_time():
    moments = [Moment("here", {"n": n}) for n in range(100)]
    try_each(library("[{{ n }}s] In\n"), moments)
    assert within(0.5, lambda: try_each(library("[{{ n }}s] In\n"), moments))
