"""A studio in a process of its own, as a coach starts it, and a desktop browser to use it."""

import os
import subprocess
import sys
import types
from pathlib import Path

import pytest
from browsing import axe_script, helper
from person import Person
from programs import need

ROOT = Path(__file__).parents[2]


def begin_studio(folder, errors):
    """The process and its address."""
    command = [sys.executable, "-m", "mmc_audio", "studio", str(folder), "--no-open", "--port", "0"]
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
def studio(workspace, tmp_path):
    with (tmp_path / "errors.txt").open("w") as errors:
        process, address = begin_studio(workspace, errors)
        host, token = address.removeprefix("http://").rstrip("/").split("/")
        port = int(host.rpartition(":")[2])
        yield types.SimpleNamespace(
            address=address, token=token, port=port, folder=workspace, process=process,
            client=helper("web").Client(port),
        )  # fmt: skip
        process.terminate()
        process.wait(15)
        process.stdout.close()
    said = (tmp_path / "errors.txt").read_text()
    assert "Traceback" not in said


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
