"""Every test has its own cache, so that none is helped or hurt by what another left behind."""

import subprocess

import pytest
from hypothesis import settings
from programs import need
from quick import Stopwatch, chosen

settings.register_profile("steady", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=5)


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="the quick lane: see tests/quick.py")
    parser.addoption("--measure", action="store_true", help="write tests/slow.txt anew")


def pytest_configure(config):
    settings.load_profile("quick" if config.getoption("--quick") else "steady")
    if config.getoption("--measure"):
        config.pluginmanager.register(Stopwatch())


def pytest_collection_modifyitems(config, items):
    if config.getoption("--quick"):
        fast = chosen(items)
        left_out = set(items) - set(fast)
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = fast


def pytest_runtest_setup(item):
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            need(name)


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


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
