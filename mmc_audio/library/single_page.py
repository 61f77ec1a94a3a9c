"""One session as one HTML file with the audio inside: opened from a folder, it plays.

It is the player's own page with its scripts, styles, data and audio put into it. The audio is
written piece by piece, so that an hour of it costs no memory.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from mmc_audio.library.index import SessionIndex, StoredSession

PIECE = 3 * 64 * 1024
"""Bytes of audio in a piece: a multiple of three, so that base64 needs no padding in between."""

_STYLE = re.compile(r'<link rel="stylesheet" href="static/([\w.-]+)">')
_MODULE = re.compile(r'\n<link rel="modulepreload" href="static/([\w.-]+)">')
"""The page names its modules in such an order that each uses only those before it."""

_SCRIPT = re.compile(r'<script type="module" src="static/([\w.-]+)"></script>')
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_OWN_LINES = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_OF_TYPES = re.compile(r"/\*\* @(?:(?!\*/).)*\*/ ?")
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_ONLINE = re.compile(r"\s*<!-- online -->.*?<!-- /online -->", re.DOTALL)


class SinglePage:
    """The page of one session, ready to be written.

    Args:
        shelf: where the session is; its audio is opened at once and read by `pieces`.
        session: the session.
        shown: all that the page shows, from `view`, with what the session list says.
        page: the player page's HTML.
        texts: the page's scripts and styles, by file name.
    """

    def __init__(
        self,
        shelf: SessionIndex,
        session: StoredSession,
        shown: Mapping[str, Any],
        page: str,
        texts: Mapping[str, str],
    ) -> None:
        self._audio = shelf.open(session.collection, f"{session.name}.mp3")
        head, tail = _with_everything(page, texts, _data(shown)).split(">@AUDIO@<")
        self._head, self._tail = f"{head}>".encode(), f"<{tail}".encode()

    @property
    def length(self) -> int:
        """Bytes of the whole page."""
        return len(self._head) + -(-self._audio.size // 3) * 4 + len(self._tail)

    def pieces(self) -> Iterator[bytes]:
        """The page, piece by piece; it can be had once.

        Raises:
            EOFError: if somebody cut the audio short meanwhile.
        """
        yield self._head
        for at in range(0, self._audio.size, PIECE):
            yield b64encode(self._audio.read(min(PIECE, self._audio.size - at)))
        yield self._tail

    def close(self) -> None:
        """Close the audio."""
        self._audio.file.close()


def _data(shown: Mapping[str, Any]) -> str:
    """The session as JSON that cannot end the script element it stands in."""
    gone = {"audio": None, "cover": None, "picture": None, "page": None, "captions": None}
    text = json.dumps({**shown, **gone, "lyrics": None}, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _with_everything(page: str, texts: Mapping[str, str], data: str) -> str:
    scripts = one_script(page, texts)
    styles = one_style(page, texts)
    inside = (
        f'<script type="application/json" id="session">{data}</script>\n'
        '<script type="text/plain" id="audio-inside">@AUDIO@</script>\n'
        f"<script>{scripts}</script>\n</body>"
    )
    bare = without_styles(without_scripts(_ONLINE.sub("", page)))
    head = f"{_policy(scripts, styles)}\n<style>{styles}</style>\n</head>"
    return bare.replace("</head>", head).replace("</body>", inside)


def without_scripts(page: str) -> str:
    """The page without what loads its modules."""
    return _MODULE.sub("", _SCRIPT.sub("", page))


def without_styles(page: str) -> str:
    """The page without what loads its styles."""
    return _STYLE.sub("", page)


def one_style(page: str, texts: Mapping[str, str]) -> str:
    """The styles that a page names, in their order, as one."""
    return _without_comments("\n".join(texts[name] for name in _STYLE.findall(page)))


def one_script(page: str, texts: Mapping[str, str]) -> str:
    """The modules that a page names, each using only those before it, as one script.

    A page in a file can load no module, and over a network one file comes sooner than twenty. Their
    names are apart from each other, as each test in a browser shows.
    """
    modules = [texts[name] for name in (*_MODULE.findall(page), *_SCRIPT.findall(page))]
    bare = "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in modules)
    return f'(() => {{\n"use strict";\n{_without_comments(bare)}\n}})();'


def _without_comments(text: str) -> str:
    """A script or style without its comments, which are a third of what a phone would load.

    Only what stands in lines of its own, or says a type, is taken: a string may hold the signs.
    """
    return _OF_TYPES.sub("", _OWN_LINES.sub("", text))


def _policy(script: str, style: str) -> str:
    """A content security policy under which only what we put in runs, and nothing is fetched."""
    rules = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "media-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
