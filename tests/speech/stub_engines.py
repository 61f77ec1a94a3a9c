"""Engines that fail in the ways engines fail; loaded by name in worker processes."""

import os
import signal
import sys
import time
from pathlib import Path

from mmc_audio.errors import SpeechError
from mmc_audio.speech.engine import RawSound, Traits, Voice

RATE = 22_050


class Stub:
    name = "stub"
    version = "1"

    def __init__(self, folder="", *_):
        self.folder = Path(folder)
        self.traits = Traits(arguments=(str(folder),))

    def voices(self):
        return [Voice("stub", "Stub", "en")]

    def speak(self, utterance):
        if self.folder.name:
            with (self.folder / "spoken").open("a") as log:
                log.write(f"{utterance.text}\n")
        return getattr(self, "do_" + utterance.text.split()[0], self.do_tone)(utterance)

    def do_tone(self, utterance):
        word = 100 + sum(map(ord, utterance.text)) % 20_000
        return RawSound(word.to_bytes(2, sys.byteorder, signed=True) * (RATE // 2), RATE)

    def do_endless(self, utterance):
        return RawSound(self.do_tone(utterance).pcm * 1200, RATE)

    def do_long(self, utterance):
        return RawSound(self.do_tone(utterance).pcm * 2 * 20, RATE)

    def do_print(self, utterance):
        print("stray words on stdout " * 100)
        os.write(1, b"\1\2\3")
        return self.do_tone(utterance)

    def do_hang(self, _):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1_000)

    def do_abort(self, _):
        os.abort()

    def do_exit(self, _):
        os._exit(3)

    def do_sysexit(self, _):
        raise SystemExit(4)

    def do_raise(self, _):
        raise ValueError("broken inside")

    def do_refuse(self, _):
        raise SpeechError("not in my language")

    def do_once(self, utterance):
        """Dies the first time only."""
        mark = self.folder / "died"
        if not mark.exists():
            mark.touch()
            os.abort()
        return self.do_tone(utterance)

    def do_empty(self, _):
        return RawSound(b"", RATE)

    def do_zeros(self, _):
        return RawSound(bytes(RATE), RATE)

    def do_short(self, _):
        return RawSound(b"\0\x40" * 20, RATE)

    def do_odd(self, _):
        return RawSound(b"\0\x40" * RATE, 7)

    def do_pid(self, _):
        """Tells its process in its first samples."""
        pid = os.getpid().to_bytes(4, sys.byteorder)
        return RawSound(pid + b"\0\x40" * RATE, RATE)


class Forked(Stub):
    name = "forked"

    def __init__(self, folder="", *_):
        super().__init__(folder)
        self.traits = Traits(fork=True, arguments=(str(folder),))


class Fresh(Stub):
    name = "fresh"

    def __init__(self, folder="", *_):
        super().__init__(folder)
        self.traits = Traits(fresh=True, arguments=(str(folder),))


class Broken(Stub):
    name = "broken"

    def warm(self):
        raise SystemExit("cannot start")
