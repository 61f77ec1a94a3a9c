"""Finds the session a person means."""

from datetime import date
from pathlib import Path

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.errors import MissingError, UsageError
from mmc_audio.library.index import SessionIndex, StoredSession


def find_session(text: str | None, output: Path) -> tuple[SessionIndex, StoredSession]:
    """The session that `text` names, and the index that has it.

    Args:
        text: the path of an MP3; `collection/name`; or a part of either that only one has.
            None: today's, else the one rendered last.
        output: the output folder.

    Raises:
        MissingError: if there is none; names the nearest.
        UsageError: if several are meant.
    """
    path = Path(text) if text else None
    if path and path.suffix == ".mp3" and path.is_file():
        shelf = SessionIndex(path.absolute().parents[1])
        return shelf, shelf.session(path.absolute().parent.name, path.stem)
    shelf = SessionIndex(output)
    sessions = shelf.sessions()
    if not sessions:
        raise MissingError(f"no finished session in {output}; render one: mmc-audio demo")
    return shelf, _meant(text, sessions) if text else _current(sessions)


def _current(sessions: list[StoredSession]) -> StoredSession:
    today = date.today().isoformat()  # noqa: DTZ011 - a lifter's days are local
    todays = [session for session in sessions if session.date == today]
    return max(todays or sessions, key=lambda session: session.modified)


def _meant(text: str, sessions: list[StoredSession]) -> StoredSession:
    exact = [session for session in sessions if text in {session.key, session.name}]
    found = exact or [session for session in sessions if text.lower() in session.key]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(session.key for session in found[:5])
        raise UsageError(f"'{text}' may mean several sessions: {names}; name one of them")
    keys = [session.key for session in sessions]
    hint = did_you_mean(text, keys, "see what is in the output folder", like=0.3)
    raise MissingError(f"no finished session '{text}'; {hint}")
