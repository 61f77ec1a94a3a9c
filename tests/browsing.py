"""What browser tests of several rooms share: the driver of Chromium, plain requests, axe."""

import importlib.util
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from programs import need

ended = {}
"""When a test took its server away, in seconds of the epoch, by port."""


def asked_an_ended_server(entry):
    """Whether a log entry of Chromium says only that a page asked on after its test was over."""
    end = ended.get(urlsplit(entry.get("url", "")).port)
    is_about_a_connection = "net::ERR_" in entry["text"]
    return is_about_a_connection and end is not None and entry["timestamp"] / 1000 >= end


@cache
def helper(name):
    """tests/player/web.py or chromium.py, which no test can import by name."""
    path = Path(__file__).with_name("player") / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"player_tests_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def axe_script(config, tmp_path_factory):
    """axe-core's script: kept in pytest's cache, or where that is off, fetched for this run."""
    cache = getattr(config, "cache", None)
    folder = cache.mkdir("axe-core") if cache else tmp_path_factory.mktemp("axe-core")
    kept = folder / "axe.min.js"
    if not kept.exists():
        need("npm")
        folder = tmp_path_factory.mktemp("axe")  # two test processes may fetch it at once
        packed = subprocess.run(
            ["npm", "pack", "--silent", "axe-core@4"], cwd=folder, check=True,
            capture_output=True, text=True,
        ).stdout.split()[-1]  # fmt: skip
        script = "package/axe.min.js"
        subprocess.run(["tar", "xzf", packed, "--strip=1", script], cwd=folder, check=True)
        shutil.copy(folder / "axe.min.js", kept.with_suffix(f".{os.getpid()}"))
        kept.with_suffix(f".{os.getpid()}").replace(kept)
    return kept.read_text()
