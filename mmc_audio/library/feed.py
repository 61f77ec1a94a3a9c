"""Finished sessions as a podcast: RSS 2.0 with the itunes and podcast namespaces.

What the apps ask for, and where that is written: an item's guid never changes (Apple's podcast
guidelines); a date in the future is dropped (AntennaPod's parser); the enclosure's length is the
file's (AntennaPod fails on a difference); a new rendering needs a new enclosure address.

Hand-written: feedgen needs lxml, and does not know the podcast namespace's chapters and transcript.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import time
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from mmc_audio._lib.xml_text import legal
from mmc_audio.library.index import StoredSession

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
OURS = UUID("6f0b9d3a-9b0e-5e0c-8a52-3f3d8c1a7e44")
"""The namespace of all our guids; to change it would make every episode new."""

LISTEN = (
    "Keep the speed at 1 and switch 'skip silence' (trim silence) off for this feed: the pauses"
    " are your repetitions and your rests."
)
FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)

for _prefix, _uri in (("itunes", ITUNES), ("podcast", PODCAST), ("atom", ATOM)):
    ET.register_namespace(_prefix, _uri)


def feed_xml(
    sessions: Sequence[StoredSession],
    base_url: str,
    *,
    collection: str | None = None,
    now: float | None = None,
    plain: bool = False,
) -> bytes:
    """The feed as a UTF-8 document.

    Args:
        sessions: what to list; sorted by date here.
        base_url: where the player was found, with a slash at its end; addresses begin with it.
        collection: the one collection that it is about, or None for all.
        now: seconds since 1970; no date is later.
        plain: addresses are paths in the output folder, as a static host has them.
    """
    ordered = sorted(sessions, key=lambda session: (_wanted(session), session.key))
    dates = _dates(ordered, time() if now is None else now)
    rss = ET.Element("rss", {"version": "2.0"})
    channel = _channel(ET.SubElement(rss, "channel"), ordered, base_url, collection, plain=plain)
    for number, (session, when) in enumerate(zip(ordered, dates, strict=True), 1):
        item = ET.SubElement(channel, "item")
        _item(item, session, _Addresses(base_url, session, plain))
        _text(item, "pubDate", format_datetime(when))
        _text(item, f"{{{ITUNES}}}episode", str(number))
    ET.indent(rss)
    document: bytes = ET.tostring(rss, encoding="utf-8", xml_declaration=True)
    return document


def feed_path(collection: str | None, *, plain: bool) -> str:
    """Where the feed of `collection`, or of all, is below the base URL; `plain` as above."""
    if collection is None:
        return "feed.xml"
    return f"{collection}/feed.xml" if plain else f"feed/{collection}.xml"


class _Addresses:
    """Where the files of one session are found."""

    def __init__(self, base_url: str, session: StoredSession, plain: bool) -> None:  # noqa: FBT001
        # A new rendering gets a new address, so that no app goes on with half of the old file.
        folder = session.collection if plain else f"media/{session.tag}/{session.collection}"
        self._folder = f"{base_url}{folder}"
        self._session = session

    def of(self, ending: str) -> str | None:
        """The file beside the MP3 with this ending, if there is one."""
        there = ending in self._session.files
        return f"{self._folder}/{self._session.name}{ending}" if there else None

    def cover(self) -> str | None:
        """The collection's picture, if there is one."""
        names = sorted(self._session.covers)
        return f"{self._folder}/{names[0]}" if names else None


def guid(session: StoredSession) -> str:
    """The same for every rendering of a session, on every machine."""
    return str(uuid5(OURS, session.key))


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = legal(text)


def _channel(
    channel: ET.Element,
    sessions: Sequence[StoredSession],
    base_url: str,
    collection: str | None,
    *,
    plain: bool,
) -> ET.Element:
    title = collection.replace("-", " ").capitalize() if collection else "My coach"
    texts = {
        "title": title,
        "link": base_url,
        "description": f"Coached sessions, spoken to the second. {LISTEN}",
        "language": sessions[-1].summary.language if sessions else "en",
        "generator": "mmc-audio",
        f"{{{ITUNES}}}author": "mmc-audio",
        f"{{{ITUNES}}}explicit": "false",
        f"{{{ITUNES}}}type": "serial",
        f"{{{ITUNES}}}block": "Yes",
        f"{{{PODCAST}}}block": "yes",
        f"{{{PODCAST}}}medium": "course",
        f"{{{PODCAST}}}guid": str(uuid5(OURS, collection or "")),
    }
    for tag, text in texts.items():
        _text(channel, tag, text)
    covered = [session for session in sessions if session.covers]
    if covered:
        cover = _Addresses(base_url, covered[-1], plain).cover() or ""
        ET.SubElement(channel, f"{{{ITUNES}}}image", {"href": cover})
    health = {"text": "Health & Fitness"}
    ET.SubElement(channel, f"{{{ITUNES}}}category", health)
    address = base_url + feed_path(collection, plain=plain)
    link = {"href": address, "rel": "self", "type": "application/rss+xml"}
    ET.SubElement(channel, f"{{{ATOM}}}link", link)
    return channel


def _item(item: ET.Element, session: StoredSession, at: _Addresses) -> None:
    _text(item, "title", session.title)
    _text(item, "guid", guid(session), isPermaLink="false")
    _text(item, "description", _description(session))
    audio = {"url": at.of(".mp3") or "", "length": str(session.size), "type": "audio/mpeg"}
    ET.SubElement(item, "enclosure", audio)
    _text(item, f"{{{ITUNES}}}duration", str(round(session.duration_s)))
    _text(item, f"{{{ITUNES}}}episodeType", "full")
    _text(item, f"{{{ITUNES}}}explicit", "false")
    _linked(item, f"{{{ITUNES}}}image", href=at.cover())
    _linked(
        item,
        f"{{{PODCAST}}}chapters",
        url=at.of(".chapters.json"),
        type="application/json+chapters",
    )
    _linked(
        item,
        f"{{{PODCAST}}}transcript",
        url=at.of(".vtt"),
        type="text/vtt",
        rel="captions",
        language=session.summary.language,
    )


def _linked(item: ET.Element, tag: str, **attributes: str | None) -> None:
    """An element that is left out where what it links to is not there."""
    there = {name: legal(value) for name, value in attributes.items() if value is not None}
    if len(there) == len(attributes):
        ET.SubElement(item, tag, there)


def _description(session: StoredSession) -> str:
    """The chapters with their times, in the form that Apple's app makes links of."""
    lines = [LISTEN, ""]
    for number, (start_s, title) in enumerate(session.summary.chapters):
        at = timedelta(seconds=int(start_s) if number else 0)
        lines.append(f"{_clock(at)} {title}")
    return "\n".join(lines)


def _clock(at: timedelta) -> str:
    minutes, seconds = divmod(int(at.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _wanted(session: StoredSession) -> datetime:
    """The day a session is for, where its name says so; else when it was rendered."""
    written = datetime.fromtimestamp(session.modified, UTC)
    try:
        day = datetime.fromisoformat(session.date).replace(tzinfo=UTC) if session.date else written
    except ValueError:
        return written
    return max(day, FIRST_DAY)


def _dates(ordered: Sequence[StoredSession], now: float) -> list[datetime]:
    """A date for each session: in their order, none after it was rendered, none after `now`.

    They do not depend on when the feed is fetched, but for a file from the future.
    """
    latest = datetime.fromtimestamp(now, UTC)
    dates: list[datetime] = []
    for session in reversed(ordered):
        written = datetime.fromtimestamp(session.modified, UTC)
        latest = min(_wanted(session), written, latest).replace(microsecond=0)
        dates.append(latest)
        latest -= timedelta(seconds=1)
    return dates[::-1]
