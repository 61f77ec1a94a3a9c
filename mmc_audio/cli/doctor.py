"""`mmc-audio doctor`: what is installed, what is missing, how to fix it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import click

from mmc_audio._lib.process import find_program
from mmc_audio.cli.shared import json_option, show, show_json


@dataclass(frozen=True, slots=True)
class DoctorCheck:
    """One thing looked at."""

    what: str
    ok: bool
    detail: str
    fix: str = ""
    needed: bool = True
    """False for what only some uses need."""


@click.command(short_help="Say what is installed, what is missing, how to fix it.")
@json_option
def command(as_json: bool) -> int:
    """Look at everything mmc-audio needs here, and say how to fix what is missing.

    \b
    Example:
      mmc-audio doctor
    """
    findings = [finding for look in LOOKS for finding in look()]
    if as_json:
        show_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            _print(finding)
    broken = [finding for finding in findings if finding.needed and not finding.ok]
    if not as_json:
        show("Everything that is needed is installed." if not broken else f"{len(broken)} to fix.")
    return 69 if broken else 0


def _print(finding: DoctorCheck) -> None:
    mark = "ok  " if finding.ok else ("FIX" if finding.needed else "-   ")
    show(f"{mark} {finding.what}: {finding.detail}")
    if not finding.ok and finding.fix:
        show(f"       {finding.fix}")


def _python() -> Iterator[DoctorCheck]:
    import platform

    from mmc_audio import __version__

    yield DoctorCheck("mmc-audio", ok=True, detail=__version__)
    yield DoctorCheck(
        "Python", ok=True, detail=f"{platform.python_version()} on {platform.system()}"
    )


PARTS = {
    "lameenc": "writes MP3",
    "numpy": "mixes",
    "soxr": "resamples the voice",
    "hibari": "speaks, naturally",
    "onnxruntime": "runs the natural voice",
    "jinja2": "renders the templates",
    "yaml": "reads plans",
    "PIL": "draws the cover",
    "pydantic": "checks plans",
    "rich": "shows progress",
    "segno": "draws the QR code",
    "soundfile": "reads music",
    "starlette": "serves the player",
    "uvicorn": "serves the player",
}


def _parts() -> Iterator[DoctorCheck]:
    lowest = _lowest()
    for module, purpose in PARTS.items():
        there = find_spec(module) is not None
        old = _too_old(module, lowest) if there else ""
        yield DoctorCheck(
            module,
            ok=there and not old,
            detail=f"{purpose}{old}",
            fix="install mmc-audio again: pip install --upgrade --force-reinstall mmc-audio",
        )


DISTRIBUTIONS = {"yaml": "pyyaml", "PIL": "pillow"}
"""Where a module's name is not its distribution's."""


def _lowest() -> dict[str, str]:
    """The lowest version of each dependency, as mmc-audio declares it; empty if not installed."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        declared = requires("mmc-audio") or []
    except PackageNotFoundError:
        return {}
    found = (re.match(r"([\w.-]+)\s*>=\s*([\d.]+)", line) for line in declared)
    return {one[1].lower(): one[2] for one in found if one}


def _too_old(module: str, lowest: Mapping[str, str]) -> str:
    """What to add if the installed version is lower than the lowest that works."""
    from importlib.metadata import PackageNotFoundError, version

    name = DISTRIBUTIONS.get(module, module)
    try:
        there = version(name)
    except PackageNotFoundError:
        return ""
    if name not in lowest or _numbers(there) >= _numbers(lowest[name]):
        return ""
    return f"; {there} is too old, {lowest[name]} is needed"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _templates() -> Iterator[DoctorCheck]:
    """What protects from someone else's templates: see docs/templates.md."""
    from mmc_audio.templates.sandbox.protection import protection

    here = protection()
    fix = "add packs only from people you know"
    yield DoctorCheck("templates run with", here.is_whole, str(here), fix, needed=False)


def _engines() -> Iterator[DoctorCheck]:
    from mmc_audio.speech.find import engines
    from mmc_audio.speech.usual import default_engine_name

    default = default_engine_name()
    for status in engines():
        detail = "can speak" if status.available else status.why
        title = f"voice {status.name}{' (default)' if status.name == default else ''}"
        needed = status.name == default
        yield DoctorCheck(title, status.available, detail, "see docs/voices.md", needed)


def _speech() -> Iterator[DoctorCheck]:
    """Whether the default engine speaks: which only trying shows."""
    from mmc_audio.errors import MmcError
    from mmc_audio.speech.engine import Utterance
    from mmc_audio.speech.speak import Speaker
    from mmc_audio.speech.usual import usual_voice

    try:
        usual = usual_voice()
        word = Utterance("Ready", usual.voice.id, 150)
        with Speaker(usual.engine, workers=1) as speaker:
            length = speaker.lengths([word])[word]
    except MmcError as error:
        yield DoctorCheck("a spoken word", ok=False, detail=str(error), fix="see docs/voices.md")
    else:
        detail = f"{length / 1000:.2f} s of sound, voice {usual.voice.id} of {usual.engine.name}"
        yield DoctorCheck("a spoken word", ok=True, detail=detail)
        if usual.why:
            yield DoctorCheck("the natural voice", ok=False, detail=usual.why, needed=False)


def _folders() -> Iterator[DoctorCheck]:
    from mmc_audio._lib.store import default_folder

    folder = default_folder()
    yield DoctorCheck("cache", _writable(folder), str(folder), "make it writable", needed=False)


def _tools() -> Iterator[DoctorCheck]:
    ffmpeg = find_program("ffmpeg")
    detail = ffmpeg or "not found; only for music beds in M4A or AAC"
    yield DoctorCheck("ffmpeg", bool(ffmpeg), detail, "sudo apt-get install ffmpeg", needed=False)


def _writable(folder: Path) -> bool:
    import os

    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    return os.access(existing, os.W_OK)


LOOKS: tuple[Callable[[], Iterator[DoctorCheck]], ...] = (
    _python,
    _parts,
    _engines,
    _speech,
    _folders,
    _tools,
    _templates,
)
