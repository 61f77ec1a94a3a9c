"""What the studio does in processes of its own: it renders clients' plans, and installs a voice."""

import json
from functools import partial
from pathlib import Path

from mmc_audio._lib.download import OtherFileError, UnreachableError
from mmc_audio._lib.long_work import LongWork, Report, report_of, say_step
from mmc_audio.errors import UnavailableError

MB = 1_000_000


def clients_work(folder: Path, client: str, scheduler: str) -> LongWork:
    """Renders plans of clients: how many are `rendered` and `failed`, and the `problems`.

    Args:
        folder: the workspace.
        client: whose; empty for all.
        scheduler: a cluster's address; empty for this machine.
    """
    return LongWork("mmc_audio.studio.work:main_clients", json.dumps([client, scheduler]), folder)


def install_work(folder: Path, voice: str) -> LongWork:
    """Installs a voice of the catalogue: `installed`."""
    return LongWork("mmc_audio.studio.work:main_install", voice, folder)


def main_clients(asked: str) -> None:
    """The process: renders the plans of clients."""
    report_of(lambda: _clients(*json.loads(asked)))


def main_install(voice: str) -> None:
    """The process: installs `voice`."""
    report_of(lambda: _install(voice))


def _clients(client: str, scheduler: str) -> Report:
    from mmc_audio.batch.run import run_batch
    from mmc_audio.studio.clients_desk import ClientsDesk, clients_batch
    from mmc_audio.workspace.files import WorkspaceFiles

    desk = ClientsDesk(WorkspaceFiles(Path.cwd()))
    names = desk.plan_files(client) if client else desk.every_plan()
    if scheduler:
        say_step(f"Waiting for the cluster at {scheduler} to answer", 0, 0)
    report = run_batch(clients_batch(names, scheduler), say_step)
    problems = [line for result in report.failed for line in result.problems]
    done = len(report.results) - len(report.failed)
    return {"rendered": done, "failed": len(report.failed), "problems": problems}


def _install(voice: str) -> Report:
    from mmc_audio.speech.voice_files.catalogue import catalogue_voice
    from mmc_audio.speech.voice_files.install import install

    try:
        made = install(catalogue_voice(voice), watch=partial(_say_bytes, voice))
    except UnavailableError as error:
        raise UnavailableError(_not_fetched(voice, error)) from error
    return {"installed": made.name}


def _say_bytes(voice: str, done: int, total: int) -> None:
    say_step(f"Fetching {voice}, MB", done // MB, max(total // MB, 1))


def _not_fetched(voice: str, error: UnavailableError) -> str:
    """As it is said on a page, where nobody types commands."""
    if isinstance(error, OtherFileError):
        why = "what came is not what was published, and nothing of it was kept"
        return f"{voice} is not installed: {why}; press Install to try again later"
    cause = error.__cause__
    why = cause.what if isinstance(cause, UnreachableError) else error.what
    return f"{voice} is not installed: {why}; press Install again to go on"
