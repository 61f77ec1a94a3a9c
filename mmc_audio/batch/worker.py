"""A worker process: reads tasks as JSON lines, writes results as JSON lines, ends with its parent.

Started by `batch.local`.
"""

import json
import os
import signal
import sys

from mmc_audio._lib.process import die_with_parent


def main(parent: str) -> None:
    """Work until there is no more input. `parent` is the parent's process id."""
    end_with_parent(int(parent))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from mmc_audio.batch.task import as_data, close_renderer, run_task, task_of

    for line in sys.stdin:
        result = run_task(task_of(json.loads(line)))
        out.write(json.dumps(as_data(result)) + "\n")
        out.flush()
    close_renderer()


def end_with_parent(parent: int) -> None:
    """Ask the kernel to end this process when its parent dies, however it dies (Linux)."""
    die_with_parent()
    if sys.platform == "linux" and os.getppid() != parent:
        sys.exit("the batch ended before this worker had begun")
