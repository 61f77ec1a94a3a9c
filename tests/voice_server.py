"""A server on this machine that gives files well, and in every way in which servers do not."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    @property
    def outer(self):
        return self.server.outer

    def do_GET(self):
        asked = self.headers.get("Range")
        self.outer.asked.append(asked)
        found = re.match(r"bytes=(\d+)-", asked or "")
        body = self.outer.files.get(self.path)
        if body is None:
            self.send_error(404)
            return
        getattr(self, f"do_{self.outer.manner}")(body, int(found[1]) if found else 0)

    def give(self, body, start, *, says=None, total=None, sends=None):
        self.send_response(206 if start else 200)
        if start:
            at = start if says is None else says
            self.send_header("Content-Range", f"bytes {at}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(total or len(body) - start))
        self.end_headers()
        self.wfile.write(body[start:] if sends is None else sends)

    def do_whole(self, body, start):
        self.give(body, start)

    def do_cuts(self, body, start):
        """A third of the file, then the connection ends."""
        self.give(body, start, sends=body[start : start + len(body) // 3 + 1])

    def do_cuts_at_once(self, body, start):
        self.give(body, start, sends=b"")

    def do_ignores_range(self, body, _start):
        self.give(body, 0)

    def do_cuts_once_and_ignores_range(self, body, start):
        first = len(self.outer.asked) == 1
        self.give(body, 0, sends=body[: len(body) // 2] if first else None)

    def do_begins_elsewhere(self, body, start):
        self.give(body, start, says=start - 1 if start else None)

    def do_refuses_range(self, body, start):
        self.send_error(416) if start else self.give(body, 0)

    def do_claims_more(self, body, start):
        self.give(body, start, total=len(body) + 50)

    def do_sends_more(self, body, start):
        self.give(body, start, total=len(body) - start + 50, sends=body[start:] + b"x" * 50)

    def do_says_no_length(self, body, start):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def do_alters(self, body, start):
        self.give(body[:-1] + bytes([body[-1] ^ 1]), start)

    def do_is_broken(self, _body, _start):
        self.send_error(500)

    def do_sends_you_elsewhere(self, body, start):
        if self.path.endswith("?again"):
            self.give(body, start)
            return
        self.outer.files[f"{self.path}?again"] = body
        self.send_response(302)
        self.send_header("Location", f"{self.path}?again")
        self.end_headers()

    def do_talks_nonsense(self, _body, _start):
        self.wfile.write(b"\x16\x03 hello\r\n\r\n")

    def log_message(self, *_):
        pass


class VoiceServer:
    """Use it in a `with` statement. `files` is what it has, by path; `manner` how it gives it."""

    def __init__(self, files):
        self.files = files
        self.manner = "whole"
        self.asked = []
        """The Range header of each request, or None."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.outer = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
