"""Worker processes side by side, each under a time limit, so that no voice can hang or kill us."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from subprocess import PIPE
from typing import TypeVar

from mmc_audio._lib.child import Child, Launch, Streams
from mmc_audio._lib.interpreter import interpreter
from mmc_audio._lib.process import descendants, kill_all, marked, work_s
from mmc_audio._lib.temporary import TemporaryFolder
from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech import wire
from mmc_audio.speech.ceiling import most_bytes
from mmc_audio.speech.engine import Engine, RawSound, Utterance, traits
from mmc_audio.speech.limits import TimeLimit
from mmc_audio.speech.overdue import Overdue

Result = TypeVar("Result")
Judge = Callable[[Utterance, RawSound], str]
"""What is wrong with a sound, or an empty string."""

WORKER = "mmc_audio.speech.worker:main"
TRIES = 2
LOOK_S = 0.05
"""How often the watchdog looks for a worker that is late."""
CLEAR_S = 1.0
"""How long a worker that closed its pipe may take to end by itself, so that its code is known."""
GENTLE_S = 0.5
"""How long a worker may take to end what it started, before it is killed with its group."""
SIGNALS = {int(number): number.name for number in signal.Signals}
TEXT_SHOWN = 40


def cores() -> int:
    """Cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def shortened(text: str) -> str:
    """`text` as an error names it."""
    return text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 3] + "..."


class SpeechPool:
    """Up to `workers` processes that speak; they start when needed and end with `close`.

    Each belongs to one thread, which lives as long as the pool: the kernel kills a worker when
    the thread that started it ends.
    """

    def __init__(
        self,
        engine: Engine,
        workers: int,
        *,
        judge: Judge = lambda _utterance, _sound: "",
        limit: Callable[[str], float] | None = None,
    ) -> None:
        self._engine, self._judge = engine, judge
        self._measured = TimeLimit(traits(engine).character_s, traits(engine).start_s)
        self._limit = limit or self._measured
        self._threads = ThreadPoolExecutor(workers, "speech")
        self._mine = threading.local()
        self._all: list[SpeechWorker] = []
        # Workers are killed, and could not clear away their temporary files themselves.
        self._folder = TemporaryFolder()
        self._closed, self._ended = threading.Event(), threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="speech-watchdog").start()

    def warm(self) -> None:
        """Start one worker already, in its thread, while the caller does something else."""
        self._threads.submit(lambda: self._worker().running())

    def each(
        self, utterances: Iterable[Utterance], then: Callable[[Utterance, RawSound], Result]
    ) -> list[Result]:
        """Speak all, and give each sound to `then` in the thread that got it; results in order.

        Raises:
            SpeechError: for the first text that gave no sound; the rest is given up.
            UnavailableError: if the engine cannot start.
        """

        def job(utterance: Utterance) -> Result:
            return then(utterance, self.speak(utterance))

        jobs = [self._threads.submit(job, utterance) for utterance in utterances]
        try:
            return [done.result() for done in jobs]
        finally:
            _cancel(jobs)

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak in this thread's worker; a second try in a new one.

        Raises:
            SpeechError: naming the text and the reason.
            UnavailableError: if the engine cannot start.
        """
        reason = "it was stopped"
        for _ in range(TRIES):
            if self._closed.is_set():
                break
            worker, began = self._worker(), time.monotonic()
            started = worker.answered
            try:
                sound = worker.ask(utterance, self._limit(utterance.text))
            except SpeechError as error:
                reason = error.what
            else:
                if started:
                    self._measured.learn(utterance.text, time.monotonic() - began)
                reason = self._judge(utterance, sound)
                if not reason:
                    return sound
        name, text = self._engine.name, shortened(utterance.text)
        raise SpeechError(
            f"engine {name} gave no sound for '{text}' ({reason}); change the words, or choose "
            "another voice or engine, see 'mmc-audio voices'"
        )

    def close(self) -> None:
        """End all workers, at once."""
        self._closed.set()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._ended.set()
        for worker in self._all:
            worker.end()
        kill_all(marked("TMPDIR", self._folder.name))
        self._folder.close()

    def _worker(self) -> "SpeechWorker":
        worker: SpeechWorker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = SpeechWorker(self._engine, self._folder.name)
            self._all.append(worker)
        return worker

    def _watch(self) -> None:
        """Kill what is late, and from `close` on what is there, until the last thread has ended."""
        while not self._ended.wait(LOOK_S):
            for worker in list(self._all):
                if self._closed.is_set():
                    worker.kill()
                else:
                    worker.kill_if_late()


def _cancel(jobs: Iterable[Future[Result]]) -> None:
    for job in jobs:
        job.cancel()


class SpeechWorker:
    """One process that speaks; started at the first request, and again after it died.

    Args:
        engine: what it speaks with.
        folder: for its temporary files.
    """

    def __init__(self, engine: Engine, folder: str) -> None:
        self._engine, self._folder = engine, folder
        self._process: Child | None = None
        self._overdue: Overdue | None = None
        self.answered = False
        """Whether the process that runs has spoken: its first answer takes as long as its start."""
        self._late = False
        self._asked_to_end: float | None = None
        self._below: list[int] = []
        """What the process had started when it was asked to end."""

    def ask(self, utterance: Utterance, limit: float) -> RawSound:
        """Its sound for `utterance`.

        Raises:
            SpeechError: with the bare reason; the process was ended if it did not answer.
            UnavailableError: if the engine cannot start; no other text would change that.
        """
        process = self.running()
        self._late, self._overdue = False, Overdue(limit, lambda: work_s(process.pid))
        try:
            answer = _exchange(process, utterance)
        except (EOFError, OSError) as error:
            raise SpeechError(self._why_ended(process, limit)) from error
        except BaseException:
            self.end()
            raise
        finally:
            self._overdue = None
        self.answered = True
        if traits(self._engine).fresh:
            self.end()
        if answer.kind == wire.NOT_READY:
            self.end()
            reason = answer.payload.decode(errors="replace")
            raise UnavailableError(f"engine {self._engine.name} cannot start ({reason})")
        if answer.kind == wire.REFUSED:
            raise SpeechError(answer.payload.decode(errors="replace"))
        return RawSound(answer.payload, answer.rate, answer.vowel)

    def running(self) -> Child:
        """The process, started if it is not there."""
        return self._process or self._start()

    def kill_if_late(self) -> None:
        """Kill the process if its answer is overdue; the thread that waits sees the end."""
        overdue = self._overdue
        if overdue is not None and overdue():
            self._late = True
            self.kill()

    def kill(self) -> None:
        """Have the process end what it started, and itself; when asked again later, kill it.

        Any thread may.
        """
        process, now = self._process, time.monotonic()
        if process is None or process.code is not None:
            return
        if self._asked_to_end is None:
            self._asked_to_end = now
            self._below = descendants(process.pid)
            process.ask_to_end()
        elif now > self._asked_to_end + GENTLE_S:
            process.kill()

    def end(self) -> None:
        """Kill the process, wait for it and close its pipes; for the thread that asks only."""
        self.kill()
        process, self._process = self._process, None
        self.answered = False
        if process is None:
            return
        process.close(GENTLE_S)
        kill_all(self._below)

    def _start(self) -> Child:
        """Start the process, in the thread that will ask it."""
        kind = type(self._engine)
        spec = f"{kind.__module__}:{kind.__qualname__}"
        self._asked_to_end = None
        command = interpreter(WORKER, spec, *traits(self._engine).arguments)
        launch = Launch({**os.environ, "TMPDIR": self._folder})
        self._process = Child(command, Streams(PIPE, PIPE), launch)
        return self._process

    def _why_ended(self, process: Child, limit: float) -> str:
        """The reason, after the process was cleared away."""
        process.wait(CLEAR_S)
        code = process.code
        self.end()
        if self._late:
            return f"no answer within {limit:.3g} s"
        if code is None:
            return "it stopped answering"
        # A worker passes on how its fork ended: a signal as 256 less its number.
        name = SIGNALS.get(-code) or SIGNALS.get(256 - code)
        return f"it died of {name}" if name else f"it ended with code {code}"


def _exchange(process: Child, utterance: Utterance) -> wire.Message:
    request = "\0".join((utterance.text, utterance.voice, str(utterance.pace))).encode()
    wire.send(process.stdin.fileno(), wire.SOUND, request)
    return wire.receive(process.stdout.fileno(), most_bytes(utterance.text))
