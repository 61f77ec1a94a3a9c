"""The process that speaks: one engine, loaded and warmed once, then utterance after utterance.

Run by `pool` with two pipes as stdin and stdout. A request is `text NUL voice NUL pace`; the
answer is a sound, or the reason for none. For an engine that carries state (`Traits.fork`) each
utterance is spoken by a fresh fork of the warmed process, so that every utterance finds the same
state; a fork that dies takes the worker with it, and the pool starts another.
"""

import os
import signal
from collections.abc import Callable
from functools import partial

from mmc_audio._lib.process import adopt_orphans, die_with_parent
from mmc_audio.errors import MmcError
from mmc_audio.speech import wire
from mmc_audio.speech.engine import Engine, Utterance, traits
from mmc_audio.speech.find import load

SendAnswer = Callable[[bytes, int], None]
"""Answers one request on a pipe."""


def main(spec: str, *arguments: str) -> None:
    """Serve requests until stdin closes. `spec` is `module:Class` of the engine."""
    requests, answers = _own_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    adopt_orphans()
    answer = _ready(spec, arguments)
    while True:
        try:
            request = wire.receive(requests).payload
        except EOFError:
            return
        answer(request, answers)


def _ready(spec: str, arguments: tuple[str, ...]) -> SendAnswer:
    """How to answer: by the engine, or with the reason why it cannot be started."""
    try:
        engine = load(spec)(*arguments)
        getattr(engine, "warm", lambda: None)()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code; reported
        reason = _reason(error)
        return lambda _request, answers: wire.send(answers, wire.NOT_READY, reason)
    forks = traits(engine).fork and hasattr(os, "fork")
    return partial(_answer_in_a_fork if forks else _answer, engine)


def _own_pipes() -> tuple[int, int]:
    """The two pipes, away from 0 and 1: an engine that prints must not reach the parent."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
    return requests, answers


def _answer(engine: Engine, request: bytes, answers: int) -> None:
    text, voice, pace = request.decode().split("\0")
    try:
        sound = engine.speak(Utterance(text, voice, int(pace)))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code; reported
        wire.send(answers, wire.REFUSED, _reason(error))
    else:
        wire.send(answers, wire.SOUND, sound.pcm, rate=sound.rate, vowel=sound.vowel)


def _reason(error: BaseException) -> bytes:
    reported = str(error) if isinstance(error, MmcError) else f"{type(error).__name__}: {error}"
    return reported.encode(errors="replace")


def _answer_in_a_fork(engine: Engine, request: bytes, answers: int) -> None:
    child = os.fork()
    if child == 0:
        try:
            die_with_parent()
            _answer(engine, request, answers)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status:
        # The fork may have written half an answer: only an end of stream is certain to be seen.
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
