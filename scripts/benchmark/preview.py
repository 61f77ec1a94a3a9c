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
from measure import FailedError, run, wall
from measure import desk as new_desk
from table import table

DEMO = Path(__file__).parents[2] / "examples" / "pull-day.yaml"
PROGRAM = (sys.executable, "-m", "mmc_audio")
LINE, MARK = "{{ start }}", "A {} set. {{{{ start }}}}"
WORDS = (
    "strong", "calm", "clean", "patient", "steady", "brave", "careful", "honest", "quiet", "solid",
    "golden", "simple", "gentle", "bright", "deep", "early", "final", "great", "happy", "keen",
)  # fmt: skip
"""No word is used twice, so that its line was never spoken before."""

SAVE_LIMIT_S = 1.0
RATIO_LIMIT = 0.2
WHOLE_LIMIT = 0.5
WAIT_S = 60.0


def rows(runs: int = 5) -> Iterator[Row]:
    """Measure: from save to sound in seconds, and against the cold rendering."""
    with new_desk() as at:
        env = {"MMC_AUDIO_CACHE": str(at.cache)}
        cold = []
        for _ in range(runs):
            at.clean()
            cold.append(run([*PROGRAM, "render", str(DEMO), "-o", str(at.out)], env=env))
        bench = _Preview(at.folder / "coach", env)
        saved = bench.saves(WORDS[:runs])
        whole = bench.whole(WORDS[runs : 2 * runs], at.out)
    took, again, first = median(saved), median(whole), wall(cold)
    each = ", ".join(f"{s:.2f}" for s in saved)
    yield Row("template: from save to sound, in s", took, SAVE_LIMIT_S, f"{each} s")
    detail = f"{took:.2f} / {first:.2f} s"
    yield Row("template: save to sound, against cold", took / first, RATIO_LIMIT, detail)
    detail = f"{again:.2f} / {first:.2f} s"
    yield Row("template: whole session, against cold", again / first, WHOLE_LIMIT, detail)


class _Preview:
    """A coach's folder with a rest template of their own."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        folder.mkdir(parents=True)
        self.folder, self.env = folder, env
        self._program("templates", "copy", "rest")
        (self.template,) = folder.rglob("rest.cues.j2")
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

    def saves(self, words: tuple[str, ...]) -> list[float]:
        """Seconds from each save to its sound."""
        out = self.folder / "sound"
        with self._watching(out) as lines:
            _next(lines, r".*\.mp3")
            time.sleep(1)  # the watch begins after the first preview
            return [self._save_and_wait(word, out, lines) for word in words]

    def _save_and_wait(self, word: str, out: Path, lines: "queue.Queue[_Line]") -> float:
        time.sleep(0.5)  # a hand needs longer between two saves
        saved = self.save(word)
        done = _next(lines, r".*\.mp3").at
        (sheet,) = out.rglob("*.cues.json")
        (sound,) = out.rglob("*.mp3")
        if word not in _texts(sheet) or sound.stat().st_mtime < saved:
            raise FailedError(f"the preview did not say '{word}'")
        return done - saved

    def whole(self, words: tuple[str, ...], out: Path) -> list[float]:
        """Seconds from each save to the whole session with it, by a new process."""
        took = []
        for word in words:
            saved = self.save(word)
            self._program("render", str(DEMO), "-o", str(out))
            took.append(time.time() - saved)
            (sheet,) = out.rglob("*.cues.json")
            if word not in _texts(sheet):
                raise FailedError(f"the session does not say '{word}'")
        return took

    def _program(self, *words: str) -> None:
        env = {**os.environ, **self.env}
        subprocess.run([*PROGRAM, *words], cwd=self.folder, env=env, check=True,
                       capture_output=True)  # fmt: skip

    @contextmanager
    def _watching(self, out: Path) -> "Iterator[queue.Queue[_Line]]":
        command = [*PROGRAM, "templates", "preview", "rest", "--watch", "-o", str(out)]
        env = {**os.environ, **self.env, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            command, cwd=self.folder, env=env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        lines: queue.Queue[_Line] = queue.Queue()
        reader = threading.Thread(target=_read, args=(process.stderr, lines), daemon=True)
        reader.start()
        try:
            yield lines
        finally:
            process.terminate()
            process.wait()
            reader.join()
            process.stderr.close()


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


def _texts(sheet: Path) -> str:
    return " ".join(cue["text"] for cue in json.loads(sheet.read_text())["cues"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="medians of so many, up to 10")
    asked = parser.parse_args()
    found = list(rows(min(asked.runs, len(WORDS) // 2)))
    table(found)
    return 0 if all(row.ok for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
