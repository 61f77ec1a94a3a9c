"""A studio in a process of its own, as a coach starts it, and a desktop browser to use it."""

import os
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest
from browsing import axe_script, helper
from person import Person
from programs import need

ROOT = Path(__file__).parents[2]


def begin_studio(folder, errors, options=()):
    """The process and its address."""
    command = [sys.executable, "-m", "mmc_audio", "studio", str(folder), "--no-open", "--port", "0",
               *options]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True, env=os.environ
    )
    return process, process.stdout.readline().split()[-1]


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "training"
    folder.mkdir()
    return folder


@pytest.fixture
def studio(request, workspace, tmp_path):
    """A studio, ended by Ctrl-C as impatient people press it; a test may name options."""
    with (tmp_path / "errors.txt").open("w") as errors:
        process, address = begin_studio(workspace, errors, getattr(request, "param", ()))
        host, token = address.removeprefix("http://").rstrip("/").split("/")
        port = int(host.rpartition(":")[2])
        yield types.SimpleNamespace(
            address=address, token=token, port=port, folder=workspace, process=process,
            client=helper("web").Client(port),
        )  # fmt: skip
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        process.stdout.close()
    said = (tmp_path / "errors.txt").read_text()
    assert "Traceback" not in said
    assert said.strip().endswith("nothing half done was left behind")


@pytest.fixture(scope="session")
def browser():
    need("chromium")
    running = helper("chromium").Chromium()
    yield running
    running.close()


@pytest.fixture
def coach(browser):
    """Opens the studio as a person at a desk does, and wants no page to complain."""
    people = []

    def sit_down(address, size=(1440, 900), *, dark=False):
        people.append(Person(browser.page(size=size, dark=dark), address))
        return people[-1]

    yield sit_down
    complaints = [one for person in people for one in person.page.complaints]
    for person in people:
        person.page.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe(request, tmp_path_factory):
    """axe-core's script, fetched once into pytest's cache, or where that is off, for this run."""
    return axe_script(request.config, tmp_path_factory)
