"""What the studio does in a process of its own: a voice is installed."""

from pathlib import Path

from mmc_audio._lib.long_work import LongWork, Report, report_of, say_step


def install_work(folder: Path, voice: str) -> LongWork:
    """Installs a voice of the catalogue: `installed`."""
    return LongWork("mmc_audio.studio.work:main_install", voice, folder)


def main_install(voice: str) -> None:
    """The process: installs `voice`."""
    report_of(lambda: _install(voice))


def _install(voice: str) -> Report:
    from mmc_audio.speech.voice_files.catalogue import catalogue_voice
    from mmc_audio.speech.voice_files.install import install

    made = install(catalogue_voice(voice), watch=lambda done, total: say_step("Bytes", done, total))
    return {"installed": made.name}
