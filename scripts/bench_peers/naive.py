"""The peer: what one writes on the first evening. pyttsx3 for each cue, pydub's overlay to mix.

usage: naive.py CUES.json OUT.mp3      (the cue sheet says what is heard when)

Prints one JSON line with the seconds spent speaking, mixing and encoding.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

WAIT_S = 5.0


def load_the_library() -> None:
    """pyttsx3 looks for the system's libespeak-ng; give it the one in the wheel."""
    import ctypes
    import os

    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = str(espeakng_loader.get_data_path())
    ctypes.CDLL(str(espeakng_loader.get_library_path()), mode=ctypes.RTLD_GLOBAL)


def speak_all(cues: list[dict], folder: Path) -> list[Path]:
    load_the_library()
    import pyttsx3

    engine = pyttsx3.init()
    engine.setProperty("rate", 150)
    return [speak(engine, cue["text"], folder / f"{n}.wav") for n, cue in enumerate(cues)]


def speak(engine, text: str, path: Path) -> Path:
    engine.save_to_file(text, str(path))
    engine.runAndWait()
    end = time.monotonic() + WAIT_S
    while not (path.exists() and path.stat().st_size > 44) and time.monotonic() < end:
        time.sleep(0.002)
    return path


def mix(sheet: dict, wavs: list[Path]):
    from pydub import AudioSegment

    track = AudioSegment.silent(duration=int(sheet["duration_s"] * 1000), frame_rate=44100)
    for cue, wav in zip(sheet["cues"], wavs, strict=True):
        clip = AudioSegment.from_wav(wav)
        track = track.overlay(clip, position=int(cue["start_s"] * 1000))
    return track


def main(sheet_path: str, out: str) -> None:
    sheet = json.loads(Path(sheet_path).read_text())
    stages = {}
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        wavs = speak_all(sheet["cues"], Path(folder))
        stages["speak"] = time.perf_counter() - began
        began = time.perf_counter()
        track = mix(sheet, wavs)
        stages["mix"] = time.perf_counter() - began
        began = time.perf_counter()
        track.export(out, format="mp3", bitrate="96k")
        stages["encode"] = time.perf_counter() - began
    sys.stdout.flush()
    sys.stderr.write(json.dumps(stages) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
