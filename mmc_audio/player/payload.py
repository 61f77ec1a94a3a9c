"""What the page gets of a session, over the network or inside a single page."""

from typing import Any

from mmc_audio.library.index import COVERS, SessionIndex, StoredSession
from mmc_audio.library.single_page import SinglePage
from mmc_audio.library.view import Lookup, view
from mmc_audio.player.assets import raw_page, texts


def listed(session: StoredSession) -> dict[str, Any]:
    """A session as the page lists it, with relative addresses of its files."""
    base = f"media/{session.tag}/{session.collection}"
    cover = next((name for name in COVERS if name in session.covers), None)
    return {
        "key": session.key,
        "title": _bare_title(session),
        "collection": session.collection,
        "date": session.date,
        "modified": session.modified,
        "duration_s": session.duration_s,
        "size": session.size,
        "version": session.tag,
        "talk_share": session.summary.talk_share,
        "audio": f"{base}/{session.name}.mp3",
        "cover": f"{base}/{cover}" if cover else None,
        "captions": f"{base}/{session.name}.vtt" if ".vtt" in session.files else None,
        "lyrics": f"{base}/{session.name}.lrc" if ".lrc" in session.files else None,
        "picture": f"picture/{session.key}.svg",
        "page": f"page/{session.key}.html",
    }


def _bare_title(session: StoredSession) -> str:
    """A program's session is called by its day, too, which the page shows beside it."""
    return session.title.removeprefix(f"{session.date} ") or session.title


def payload(session: StoredSession, lookup: Lookup) -> dict[str, Any]:
    """All that the page shows of a session."""
    return view(session.sheet, lookup) | listed(session)


def single_page(shelf: SessionIndex, session: StoredSession, lookup: Lookup) -> SinglePage:
    """A session as one page with the audio inside.

    Raises:
        MissingError: if it vanished meanwhile.
    """
    return SinglePage(shelf, session, payload(session, lookup), raw_page(), texts())
