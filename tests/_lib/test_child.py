"""Programs beside this one: ended with all that they started, in time, and with bounded output."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from mmc_audio._lib.child import PIPE, Child, Launch, Streams, run_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sessions are POSIX")


def shell(text):
    return ["/bin/sh", "-c", text]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def gone(pid, within_s=5):
    end = time.monotonic() + within_s
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return not alive(pid)


def test_a_program_gets_its_input_and_is_heard_to_its_end():
    ran = run_program(["cat"], 10, data=b"x" * 300_000)
    assert (ran.well, ran.end, ran.code) == (True, "done", 0)
    assert ran.out == b"x" * 300_000


def test_where_it_runs_is_said(tmp_path):
    launch = Launch({"GREETING": "here"}, tmp_path)
    assert run_program(shell('echo "$GREETING $PWD"'), 10, launch=launch).out == (
        f"here {tmp_path}\n".encode()
    )


def test_what_went_wrong_is_its_last_line():
    ran = run_program(shell("echo first >&2; echo last >&2; exit 3"), 10)
    assert (ran.well, ran.code, ran.complaint) == (False, 3, "last")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads /proc")
def test_what_is_late_is_killed_with_all_that_it_started():
    begun = time.monotonic()
    ran = run_program(shell("sleep 60 & echo $!; sleep 60"), 0.3)
    assert (ran.well, ran.end) == (False, "time")
    assert time.monotonic() - begun < 10
    assert gone(int(ran.out))


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads /proc")
def test_what_a_program_leaves_behind_is_ended_when_it_is_closed():
    child = Child(shell("sleep 60 & echo $!; read line"), Streams(PIPE, PIPE))
    left = int(child.stdout.readline())
    assert alive(left)
    child.stdin.close()
    child.close(patience_s=5)
    assert child.code == 1
    assert gone(left)


def test_what_writes_too_much_is_stopped():
    ran = run_program(["yes"], 30, most=100_000)
    assert (ran.well, ran.end, len(ran.out)) == (False, "size", 100_000)


def test_a_program_that_reads_nothing_is_no_obstacle():
    ran = run_program(["true"], 10, data=b"x" * 10_000_000)
    assert ran.well


def test_any_thread_may_end_it_and_closing_twice_is_no_fault():
    child = Child(["sleep", "60"], Streams())
    assert child.code is None
    assert not child.wait(0.01)
    child.kill()
    assert child.wait(5)
    child.close()
    child.close()
    assert child.code == -signal.SIGKILL


def test_it_can_be_asked_to_end_in_order():
    child = Child(shell('trap "exit 7" TERM; echo on; while :; do sleep 0.05; done'),
                  Streams(stdout=PIPE))  # fmt: skip
    child.stdout.readline()
    child.ask_to_end()
    child.close(patience_s=5)
    assert child.code == 7
