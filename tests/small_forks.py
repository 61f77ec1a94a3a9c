"""The sandbox of templates, forked from a small process.

Each fork is given page tables of all that its parent holds, and a test process holds 250 MB and
more: the fork takes longer than most of what is rendered in it. So the package's own code, as it
is, forks from a process beside the tests that holds what the sandbox needs. Tests of the sandbox
itself fork for themselves.
"""

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from threading import Lock

from mmc_audio.templates.sandbox import process

fork_here = process._forked


class Beside:
    """Takes jobs, one after the other, to the small process, which starts with the first."""

    def __init__(self):
        self._lock = Lock()
        self._process = None

    def forked(self, job, limits):
        """As `process._forked`."""
        with self._lock:
            self._process = self._process or self._started()
            try:
                pickle.dump((job, limits), self._process.stdin, pickle.HIGHEST_PROTOCOL)
                self._process.stdin.flush()
                found = pickle.load(self._process.stdout)
            except BaseException:  # a test was stopped: its answer is not for the next one
                self._process.kill()
                self.end()
                raise
        if isinstance(found, OSError):
            raise found
        return found

    def _started(self):
        command = [sys.executable, __file__]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def end(self):
        if self._process:
            process, self._process = self._process, None
            with suppress(OSError):
                process.communicate()


def serve():
    """Do jobs until nobody asks any more."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while jobs.peek(1):
        job, limits = pickle.load(jobs)
        try:
            found = fork_here(job, limits)
        except OSError as error:
            found = error
        pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    serve()
