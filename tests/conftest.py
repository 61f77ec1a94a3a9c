"""Every test has its own cache, so that none is helped or hurt by what another left behind."""

import ctypes
import gc
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import known_texts
import pytest
from hypothesis import settings
from programs import need
from quick import Stopwatch, chosen, slow_first
from small_forks import Beside

from mmc_audio.lint import situations
from mmc_audio.templates.sandbox import process

# Some containers forbid compiled files. Then every program that a test starts would compile the
# package anew, which takes longer than most of what it does, and every run the tests themselves.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A test process keeps the catalogue and thousands of cues. With the usual thresholds an eighth of
# its time goes to looking through them; with higher ones the garbage of cycles stays too long.
gc.set_threshold(50_000, 10, 10)

BESIDE = Beside()
process._forked = BESIDE.forked

settings.register_profile("steady", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=5)


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="the quick lane: see tests/quick.py")
    parser.addoption("--measure", action="store_true", help="write tests/slow.txt anew")


def pytest_configure(config):
    settings.load_profile("quick" if config.getoption("--quick") else "steady")
    if config.getoption("--measure"):
        config.pluginmanager.register(Stopwatch())


def pytest_unconfigure(config):
    BESIDE.end()


def pytest_collection_modifyitems(config, items):
    if config.getoption("--quick"):
        fast = chosen(items)
        left_out = set(items) - set(fast)
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = fast
    items[:] = slow_first(items)


def group_of(item):
    """The group of tests that share what one of them made; none of most tests."""
    mark = item and item.get_closest_marker("xdist_group")
    return mark.args[0] if mark else ""


MADE = (
    "sessions",
    "every_exercise",
    "tests.coaching.test_talk_properties",
    "tests.lint.test_template_lint",
    "tests.test_architecture",
)
"""Modules whose caches hold what tests made."""

MOST_BYTES = 400 << 20
"""A test process that holds more gives back what it can: each process that a test forks is given
its own page tables of all that, which takes longer than most of what it does."""

MORE_BYTES = 32 << 20
"""Once it has given back what it can, it asks again when it holds so much more: to look for what is
free takes as long as a small test."""


def pytest_collection_finish(session):
    """What is there now is there to the end: the collector need not look through it each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    group = group_of(item)
    if group and group == group_of(nextitem):
        return
    if group:
        forget()
    if held_bytes() > max(MOST_BYTES, KEPT.bytes + MORE_BYTES):
        give_back()
        KEPT.bytes = held_bytes()
    if held_bytes() > max(MOST_BYTES, 1.3 * KEPT.least):
        forget()
        gc.collect()
        give_back()
        KEPT.bytes = KEPT.least = held_bytes()


class KEPT:
    """What the process held when it had last given back what it could."""

    bytes = 0
    least = 0
    """When it had forgotten what it could before."""


def held_bytes():
    """The memory of this process; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def forget():
    """What tests made, for those after them."""
    for name in MADE:
        for each in vars(sys.modules.get(name, object)).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()
    situations._built_in.cache_clear()


def give_back():
    """What was freed, and is kept by glibc for what may come."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def pytest_runtest_setup(item):
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            need(name)


ESPEAK = '[voice]\nengine = "espeak"\n'
"""Tests of the flow speak with eSpeak NG, which starts in a tenth of the natural voice's time:
their user set it in the configuration. `natural_voice` is for tests of the default."""


NUMBER = count()


def own_folders(homes, program_texts, monkeypatch):
    home = homes / str(next(NUMBER))
    folders = {"XDG_CONFIG_HOME": "config", "MMC_AUDIO_CACHE": "cache", "XDG_DATA_HOME": "data"}
    for variable, name in folders.items():
        (home / name).mkdir(parents=True)
        monkeypatch.setenv(variable, str(home / name))
    known_texts.give(program_texts, home / "cache")
    (home / "config" / "mmc-audio").mkdir()
    (home / "config" / "mmc-audio" / "config.toml").write_text(ESPEAK)
    return home / "config"


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Where each test has its folders. `mktemp` would look through all the others for a number."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(scope="session")
def program_texts(homes, request):
    """What every test's cache begins with: see `known_texts`. None where few tests run."""
    many = request.session.testscollected >= known_texts.MANY
    return known_texts.make(homes / "texts") if many else None


@pytest.fixture(autouse=True, scope="session")
def folders_of_shared_fixtures(homes, program_texts):
    """Fixtures of a module are set up before those of a test."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        own_folders(homes, program_texts, monkeypatch)
        yield


@pytest.fixture(autouse=True)
def config_folder(homes, program_texts, monkeypatch):
    return own_folders(homes, program_texts, monkeypatch)


@pytest.fixture
def natural_voice(config_folder):
    """A user who has set nothing up."""
    (config_folder / "mmc-audio" / "config.toml").unlink()


@pytest.fixture(scope="session")
def ffmpeg():
    """Runs ffmpeg with the given arguments and gives its standard output and error."""
    program = need("ffmpeg")

    def run(*arguments, stdin=b""):
        command = [program, "-hide_banner", "-nostats", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, check=True)

    return run


@pytest.fixture(scope="session")
def node():
    """The path of Node, which runs the player's scripts."""
    return need("node")
