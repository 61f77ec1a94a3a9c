"""What a batch has done so far: one line a plan, so that an interrupted batch can go on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from mmc_audio._lib.atomic import FileGroup
from mmc_audio._lib.content_key import content_key
from mmc_audio.batch.task import BatchResult, BatchTask, as_data, result_of
from mmc_audio.errors import OutputError
from mmc_audio.rendering.memory import log_for
from mmc_audio.rendering.own_content import own_state
from mmc_audio.rendering.quick_check import as_it_is
from mmc_audio.rendering.speakers import usual_state
from mmc_audio.rendering.up_to_date import folder_state, program_digest, state_of
from mmc_audio.speech.said.lexicon_files import lexicon_files
from mmc_audio.templates.search_path import override_folders

JOURNAL = ".mmc-audio-batch.jsonl"
REPORT = "report.json"
PlanState = Literal["rendered", "stale", "missing"]


class Journal:
    """The journal of the batch that writes into `output`.

    Args:
        output: the batch's folder.
        tasks: all that the batch has to do, before any of it is begun.
        resume: whether to go on with what an earlier batch left.

    Raises:
        OutputError: if it cannot be written.
    """

    def __init__(self, output: Path, tasks: Sequence[BatchTask], *, resume: bool) -> None:
        self._path = output / JOURNAL
        # Taken now: a plan may be edited while it is rendered.
        self._keys = _keys(tasks)
        self._done = _read(self._path) if resume else {}
        # Written anew: a line that was cut must not swallow the next one.
        lines = "".join(f"{_line(*found)}\n" for found in self._done.items())
        with FileGroup(output) as group:
            group.write(JOURNAL, lines.encode())

    def done(self, task: BatchTask) -> BatchResult | None:
        """The result of an earlier run, if its files are still there; None if it is to be done."""
        result = self._done.get(self._keys[task.plan])
        if result is None or not Path(result.mp3).is_file():
            return None
        return result

    def add(self, task: BatchTask, result: BatchResult) -> None:
        """Note a result; only one that went well is worth noting.

        Raises:
            OutputError: if the journal cannot be written.
        """
        if not result.ok:
            return
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(_line(self._keys[task.plan], result) + "\n")
        except OSError as error:
            raise OutputError(f"{self._path}: {error.strerror}; make room or choose -o") from error


def states(output: Path, tasks: Sequence[BatchTask]) -> Mapping[str, PlanState]:
    """What of a batch is rendered as it would be now, by its plans; nothing is written."""
    done, keys = _read(output / JOURNAL), _keys(tasks)
    made = {result.plan for result in done.values() if Path(result.mp3).is_file()}
    current = {done[key].plan for key in keys.values() if key in done} & made
    return {
        task.plan: "rendered"
        if task.plan in current
        else "stale"
        if task.plan in made
        else "missing"
        for task in tasks
    }


def _keys(tasks: Sequence[BatchTask]) -> dict[str, str]:
    """For each plan a digest of all that its session is made from."""
    templates = [folder_state(folder) for folder in override_folders()]
    common = (program_digest(), templates, state_of(lexicon_files()), own_state(), usual_state())
    return {task.plan: _digest(task, common) for task in tasks}


def _read(path: Path) -> dict[str, BatchResult]:
    """Whole lines only: the last one may have been cut by what interrupted the batch."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    return dict(found for line in lines for found in _entry(line))


def _line(key: str, result: BatchResult) -> str:
    return json.dumps({"digest": key, "result": as_data(result)})


def _entry(line: str) -> list[tuple[str, BatchResult]]:
    try:
        entry = json.loads(line)
        return [(entry["digest"], result_of(entry["result"]))]
    except (ValueError, KeyError, TypeError):
        return []


def _digest(task: BatchTask, common: object) -> str:
    """Changes with the plan's text, what was asked for it, and what all plans have in common."""
    try:
        text = Path(task.plan).read_bytes()
    except OSError:
        text = b""
    return content_key(text, task, common, as_it_is(log_for(Path(task.plan))))


def write_report(output: Path, report: dict[str, object]) -> Path:
    """Write `report.json` into the batch's folder, whole.

    Raises:
        OutputError: if it cannot be written.
    """
    with FileGroup(output) as group:
        # In ASCII, which can also name a file whose name is no UTF-8.
        group.write(REPORT, json.dumps(report, indent=1).encode())
    return output / REPORT
