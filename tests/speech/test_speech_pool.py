"""Workers that hang, die or talk nonsense cost one utterance, and nothing is left of them."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.ceiling import longest_s
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.find import find_engine, resolve_voice
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.validate_sound import sound_fault

HERE = Path(__file__).parent


@pytest.fixture
def stubs(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    import stub_engines

    return stub_engines


@contextlib.contextmanager
def pool(engine, workers=2, limit=10.0):
    made = SpeechPool(engine, workers, judge=sound_fault, limit=lambda _text: limit)
    try:
        yield made
    finally:
        made.close()


def said(text):
    return Utterance(text, "stub", 150)


def alive(pid):
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_results_come_in_order_and_from_several_processes(stubs):
    texts = [f"pid {n}" for n in range(12)]
    with pool(stubs.Stub()) as workers:
        results = workers.each(map(said, texts), lambda u, sound: (u.text, sound.pcm[:4]))
    assert [text for text, _ in results] == texts
    pids = {int.from_bytes(pid, sys.byteorder) for _, pid in results}
    assert 1 <= len(pids) <= 2
    assert os.getpid() not in pids
    assert not any(map(alive, pids))


@pytest.mark.parametrize("kind", ["Stub", "Forked"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abort now", "SIGABRT"),
        ("long", "20 s of sound for 4 characters"),
        ("endless", "26 MB of sound, far too much for the text"),
        ("exit now", "code 3"),
        ("raise now", "broken inside"),
        ("sysexit", "SystemExit"),
        ("refuse this", "not in my language"),
        ("empty one", "empty"),
        ("zeros here", "silence"),
        ("short is too short", "for 4 words"),
        ("odd rate", "7 Hz"),
    ],
)
def test_a_fault_names_the_text_and_the_reason(stubs, kind, text, reason):
    with pool(getattr(stubs, kind)()) as workers, pytest.raises(SpeechError) as caught:
        workers.speak(said(text))
    assert text in str(caught.value)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["Stub", "Forked"])
def test_a_hung_worker_is_killed_tried_again_and_reported(stubs, tmp_path, kind):
    start = time.monotonic()
    with pool(getattr(stubs, kind)(tmp_path), limit=0.4) as workers:
        with pytest.raises(SpeechError, match="no answer within"):
            workers.speak(said("hang on"))
        assert workers.speak(said("tone")).rate == stubs.RATE
    assert 0.8 <= time.monotonic() - start < 30
    assert (tmp_path / "spoken").read_text().count("hang") == 2


@pytest.mark.parametrize("kind", ["Stub", "Forked"])
def test_a_worker_that_died_once_is_replaced(stubs, tmp_path, kind):
    with pool(getattr(stubs, kind)(tmp_path)) as workers:
        assert workers.speak(said("once more")).rate == stubs.RATE


def test_what_an_engine_prints_does_not_reach_the_parent(stubs, capfd):
    with pool(stubs.Stub()) as workers:
        assert workers.speak(said("print")).pcm == workers.speak(said("print")).pcm
    assert capfd.readouterr() == ("", "")


def test_a_fresh_engine_gets_a_new_process_each_time(stubs):
    with pool(stubs.Fresh(), 1) as workers:
        assert len({workers.speak(said("pid")).pcm[:4] for _ in range(3)}) == 3


def test_a_forked_engine_speaks_in_a_new_process_each_time(stubs):
    with pool(stubs.Forked(), 1) as workers:
        assert len({workers.speak(said("pid")).pcm[:4] for _ in range(3)}) == 3


def test_an_engine_that_cannot_start_says_why(stubs):
    with (
        pool(stubs.Broken()) as workers,
        pytest.raises(UnavailableError, match=r"engine broken cannot start \(SystemExit: "),
    ):
        workers.speak(said("tone"))


def test_closing_ends_a_worker_that_hangs(stubs):
    workers = SpeechPool(stubs.Stub(), 1)
    failed = []

    def speak():
        try:
            workers.speak(said("hang"))
        except SpeechError as error:
            failed.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    time.sleep(0.3)
    start = time.monotonic()
    workers.close()
    thread.join(5)
    assert time.monotonic() - start < 5
    assert len(failed) == 1


def test_a_failure_gives_up_the_rest(stubs, tmp_path):
    texts = ["raise", *(f"tone {n}" for n in range(300))]
    with pool(stubs.Stub(tmp_path), 1) as workers, pytest.raises(SpeechError):
        workers.each(map(said, texts), lambda _u, _sound: time.sleep(0.01))
    assert len((tmp_path / "spoken").read_text().splitlines()) < 100


PARENT = """
import sys, time
sys.path.insert(0, {here!r})
import stub_engines
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.ceiling import longest_s
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.find import find_engine, resolve_voice
pool = SpeechPool(stub_engines.{kind}(), 2)
def note(u, sound):
    sys.stdout.write(f"{{int.from_bytes(sound.pcm[:4], sys.byteorder)}}\\n")
    sys.stdout.flush()
pool.each([Utterance(f"pid {{n}}", "stub", 150) for n in range(4)], note)
for worker in pool._all:
    print(worker._process.pid, flush=True)
print("hanging", flush=True)
pool.each([Utterance(f"hang {{n}}", "stub", 150) for n in range(2)], note)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux")
@pytest.mark.parametrize("kind", ["Stub", "Forked"])
def test_no_worker_outlives_a_killed_parent(kind):
    code = PARENT.format(here=str(HERE), kind=kind)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment
    )
    with parent:
        lines = list(iter(lambda: parent.stdout.readline().strip(), "hanging"))
        time.sleep(0.3)
        mine = children_of({int(line) for line in lines})
        parent.kill()
    deadline = time.monotonic() + 10
    while any(map(alive, mine)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [pid for pid in mine if alive(pid)] == []


def children_of(pids):
    """These processes and their children."""
    found = set(pids)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent in pids:
                found.add(int(stat.parent.name))
    return found


def test_ctrl_c_ends_the_parent_and_its_workers_quietly():
    code = PARENT.format(here=str(HERE), kind="Forked")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", code + "\n"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    with parent:
        lines = list(iter(lambda: parent.stdout.readline().strip(), "hanging"))
        time.sleep(0.3)
        parent.send_signal(signal.SIGINT)
        time.sleep(0.5)
        parent.kill()
        assert "KeyboardInterrupt" in parent.stderr.read()
    time.sleep(0.2)
    assert not any(alive(int(line)) for line in lines)


@pytest.mark.parametrize("text", ["7", "1234567890", "😀😀😀", "§", "www.example.com", "Ready"])
@pytest.mark.parametrize("pace", [80, 400])
def test_what_a_slow_voice_needs_is_well_below_the_ceiling(text, pace):
    engine = find_engine("espeak")
    made = SpeechPool(engine, 1, judge=sound_fault)
    try:
        sound = made.speak(Utterance(text, resolve_voice(engine, None).id, pace))
    finally:
        made.close()
    assert len(sound.pcm) / 2 / sound.rate < 0.7 * longest_s(text)


def test_a_pool_that_is_warmed_twice_starts_one_worker(stubs):
    with pool(stubs.Stub(), 1) as workers:
        for _ in range(3):
            workers.warm()
        workers.each([said("tone")], lambda _u, sound: sound)
        (worker,) = workers._all
        pid = worker._process.pid
        workers.warm()
        workers.each([said("tone again")], lambda _u, sound: sound)
        assert worker._process.pid == pid
