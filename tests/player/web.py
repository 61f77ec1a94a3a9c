"""A player on a real port, and plain sockets to ask it what no client library would."""

import asyncio
import http.client
import socket
import threading
import time
from contextlib import contextmanager

from browsing import ended

from mmc_audio.player.serve import take_port


@contextmanager
def serving(app, protocol=None, port=0):
    """Serve `app` in a thread; gives its port."""
    import uvicorn

    from mmc_audio.player.deadline import DeadlineProtocol

    listening = take_port(port, lan=False)
    port = listening.getsockname()[1]
    ended.pop(port, None)
    config = uvicorn.Config(
        app, http=protocol or DeadlineProtocol, ws="none", lifespan="off", access_log=False,
        log_config=None, server_header=False, date_header=False, timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=16 * 1024,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=asyncio.run, args=[_serve(server, listening)], daemon=True)
    thread.start()
    try:
        yield port
    finally:
        ended[port] = time.time()
        server.should_exit = server.force_exit = True
        thread.join(10)
        listening.close()


async def _serve(server, listening):
    """Serve until asked to end; then hang up on whoever is still there, as a process's end does."""
    await server.serve(sockets=[listening])
    for protocol in list(server.server_state.connections):
        protocol.transport.abort()
    for _ in range(2):
        await asyncio.sleep(0)


class Client:
    """Asks for one thing at a time; `host` is what it claims to have asked for."""

    def __init__(self, port, host=None):
        self.port, self.host = port, host or f"127.0.0.1:{port}"

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Host": self.host, **names})
            answer = connection.getresponse()
            answer.data = answer.read()
            return answer
        finally:
            connection.close()

    def raw(self, data, timeout=20):
        """Send bytes as they are; gives all that comes back until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as sock:
            sock.sendall(data)
            out = b""
            while piece := sock.recv(1 << 16):
                out += piece
            return out
