"""The servers that are compared, as processes of their own on the loopback address."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measure import Desk, FailedError

START_S = 30.0
TICKS = os.sysconf("SC_CLK_TCK")

NGINX = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
{user}
events {{ worker_connections 768; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    types {{ audio/mpeg mp3; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""
"""As Debian has it, where it matters for files; one worker, as ours is one process."""


@dataclass(frozen=True)
class Server:
    """A running server. Linux only: /proc says what it takes."""

    name: str
    url: str
    """Of the sound."""
    pid: int

    def memory_mb(self) -> float:
        """Resident memory of the process and its children."""
        return sum(_resident_kb(pid) for pid in self._pids()) / 1000

    def cpu_s(self) -> float:
        """Processor time so far, of the process and its children."""
        return sum(_ticks(pid) for pid in self._pids()) / TICKS

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [self.pid, *map(int, children.split())]


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _ticks(pid: int) -> int:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])


@contextmanager
def player(at: Desk) -> Iterator[Server]:
    """`mmc-audio serve` on a free port."""
    command = [sys.executable, "-m", "mmc_audio", "serve", "-o", str(at.out), "--port", "0"]
    command += ["--ledger", str(at.folder / "ledger.sqlite3")]
    with _started(command, at) as process:
        line = process.stdout.readline()
        if not line.startswith("Player"):
            raise FailedError(f"mmc-audio serve did not start: {line}")
        base = line.split()[1]
        with urllib.request.urlopen(f"{base}api/sessions", timeout=START_S) as answer:
            (session,) = json.load(answer)["sessions"]
        yield Server("mmc-audio", base + session["audio"], process.pid)


@contextmanager
def nginx(at: Desk, mp3: Path) -> Iterator[Server | None]:
    """Nginx on a free port, or None where it is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        yield None
        return
    folder, port = at.folder / "nginx", _free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    config = NGINX.format(folder=folder, root=at.out, port=port, user=user)
    path = at.write("nginx/nginx.conf", config)
    with _started([program, "-p", str(folder), "-c", str(path), "-e", "stderr"], at) as process:
        _wait_for(port, process)
        place = mp3.relative_to(at.out).as_posix()
        yield Server("nginx", f"http://127.0.0.1:{port}/{place}", process.pid)


@contextmanager
def _started(command: list[str], at: Desk) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command, env={**os.environ, **at.env}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise FailedError("nginx did not start")
