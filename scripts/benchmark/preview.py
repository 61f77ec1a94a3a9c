"""From saving a template to hearing it, beside a cold rendering of the demo plan.

usage: python scripts/benchmark/preview.py [--runs N]

`mmc-audio templates preview rest --watch` is kept running while one word of the template is
changed and saved; what counts is when the new sound is on the disk. Then the whole demo session is
rendered again with another word, by a new process.
"""

import argparse
import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from cases import Row
from measure import FailedError, cpu_of, run, wall
from measure import desk as new_desk
from table import table

DEMO = Path(__file__).parents[2] / "examples" / "pull-day.yaml"
PROGRAM = (sys.executable, "-m", "mmc_audio")
DONE = r".*\.mp3"
"""What the preview says when its sound is written."""

LINE, MARK = "{{ start }}", "A {} set. {{{{ start }}}}"
WORDS = (
    "strong", "calm", "clean", "patient", "steady", "brave", "careful", "honest", "quiet", "solid",
    "golden", "simple", "gentle", "bright", "deep", "early", "final", "great", "happy", "keen",
)  # fmt: skip
"""No word is used twice, so that its line was never spoken before."""

SAVE_LIMIT_S = 0.5
"""Also of the processor time that the preview takes for it, which other work does not lengthen."""
RATIO_LIMIT = 0.1
WHOLE_LIMIT = 0.5
WAIT_S = 60.0


def rows(runs: int = 5) -> Iterator[Row]:
    """Measure: from save to sound in seconds, and against the cold rendering."""
    cold, saved, whole = [], [], []
    worked: list[float] = []
    with new_desk() as at:
        coach = _Coach(at.folder / "coach")
        coach.render()
        with coach.preview() as preview:
            for number in range(runs):  # in turns, so that a busy machine is busy for all
                at.clean()
                cold.append(run([*PROGRAM, "render", str(DEMO), "-o", str(at.out)], env=at.env))
                before = preview.cpu_s()
                saved.append(preview.hear(WORDS[2 * number]))
                worked.append(preview.cpu_s() - before)
                whole.append(coach.hear_whole(WORDS[2 * number + 1]))
    yield from _judged(wall(cold), saved, whole)
    each = ", ".join(f"{s:.2f}" for s in worked)
    yield Row("template: save to sound, CPU s", median(worked), SAVE_LIMIT_S, each)


def _judged(cold: float, saved: list[float], whole: list[float]) -> Iterator[Row]:
    soon, again = median(saved), median(whole)
    each = ", ".join(f"{s:.2f}" for s in saved)
    yield Row("template: from save to sound, in s", soon, SAVE_LIMIT_S, each)
    detail = f"{soon:.2f} / {cold:.2f} s"
    yield Row("template: save to sound, against cold", soon / cold, RATIO_LIMIT, detail)
    detail = f"{again:.2f} / {cold:.2f} s"
    yield Row("template: whole session, against cold", again / cold, WHOLE_LIMIT, detail)


class _Coach:
    """A coach's folder with a rest template of their own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.env = {**os.environ, "MMC_AUDIO_CACHE": str(folder / "cache"), "PYTHONUNBUFFERED": "1"}
        self._program("templates", "copy", "rest")
        self.template = folder / "templates" / "en" / "rest.cues.j2"
        self.text = self.template.read_text()
        if LINE not in self.text:
            raise FailedError(f"the built-in rest template has no {LINE} to put a word beside")
        self.save("first")

    def save(self, word: str) -> float:
        """Put a word into the template, as an editor does; gives the time."""
        fresh = self.template.with_name("edited~")
        fresh.write_text(self.text.replace(LINE, MARK.format(word)))
        saved = time.time()
        fresh.replace(self.template)
        return saved

    def render(self) -> None:
        """Render the demo session with the template."""
        self._program("render", str(DEMO), "-o", str(self.folder / "out"))

    def hear_whole(self, word: str) -> float:
        """Seconds from saving a word to the whole session with it, by a new process."""
        saved = self.save(word)
        self.render()
        took = time.time() - saved
        _check(self.folder / "out", word)
        return took

    def _program(self, *words: str) -> None:
        subprocess.run([*PROGRAM, *words], cwd=self.folder, env=self.env, check=True,
                       capture_output=True)  # fmt: skip

    @contextmanager
    def preview(self) -> "Iterator[_Preview]":
        """The preview, kept running."""
        out = self.folder / "sound"
        command = [*PROGRAM, "templates", "preview", "rest", "--watch", "-o", str(out)]
        process = subprocess.Popen(
            command, cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        lines: queue.Queue[_Line] = queue.Queue()
        reader = threading.Thread(target=_read, args=(process.stderr, lines), daemon=True)
        reader.start()
        try:
            _next(lines, DONE)
            time.sleep(1)  # the watch begins after the first preview
            yield _Preview(self, out, lines, process.pid)
        finally:
            process.terminate()
            process.wait()
            reader.join()
            process.stderr.close()


class _Preview:
    """A preview that runs."""

    def __init__(self, coach: _Coach, out: Path, lines: "queue.Queue[_Line]", process: int) -> None:
        self.coach, self.out, self.lines, self.process = coach, out, lines, process

    def cpu_s(self) -> float:
        """Processor time that it and what it started took so far."""
        return cpu_of(self.process)

    def hear(self, word: str) -> float:
        """Seconds from saving a word to its sound on the disk."""
        time.sleep(1)
        while not self.lines.empty():
            self.lines.get()  # what was said of saves that were not for the preview
        saved = self.coach.save(word)
        done = _next(self.lines, DONE).at
        _check(self.out, word)
        return done - saved


class _Line:
    """A line that was said, and when."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, time.time()


def _read(stream: Iterator[str], lines: "queue.Queue[_Line]") -> None:
    for line in stream:
        lines.put(_Line(line.strip()))


def _next(lines: "queue.Queue[_Line]", pattern: str) -> _Line:
    """The next line that looks so."""
    said = []
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            line = lines.get(timeout=1)
        except queue.Empty:
            continue
        if re.fullmatch(pattern, line.text):
            return line
        said.append(line.text)
    raise FailedError("the preview said only:\n" + "\n".join(said[-20:]))


def _check(out: Path, word: str) -> None:
    (sheet,) = out.rglob("*.cues.json")
    if not any(word in cue["text"] for cue in json.loads(sheet.read_text())["cues"]):
        raise FailedError(f"nobody says '{word}' in {sheet}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="medians of so many, up to 10")
    asked = parser.parse_args()
    found = list(rows(min(asked.runs, len(WORDS) // 2)))
    table(found)
    return 0 if all(row.ok for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
