import socket
import sys
import time
from contextlib import ExitStack, contextmanager, suppress

import pytest

from mmc_audio.player import deadline
from mmc_audio.player.app import make_app
from mmc_audio.player.deadline import DeadlineProtocol


def impatient(**limits):
    """The protocol with deadlines that a test can wait for."""
    patience = {"head_s": 1.0, "stall_s": 1.5, **limits}
    return type(
        "Impatient",
        (DeadlineProtocol,),
        {**patience, "_connections": type(DeadlineProtocol._connections)()},
    )


@pytest.fixture
def player(output, web):
    with web.web.serving(make_app(output), impatient()) as port:
        yield web.web.Client(port)


def closed_after(sock, limit=8.0):
    """Seconds until the server hangs up."""
    begin = time.monotonic()
    sock.settimeout(limit)
    with suppress(ConnectionResetError):
        drained(sock)
    return time.monotonic() - begin


def trickles(sock, line, limit=8.0):
    """Seconds for which the server lets a client send line after line."""
    begin = time.monotonic()
    with suppress(ConnectionResetError, BrokenPipeError):
        while time.monotonic() - begin < limit:
            sock.sendall(line)
            time.sleep(0.2)
    return time.monotonic() - begin


def drained(sock):
    while sock.recv(1 << 20):
        pass


def connect(player):
    return socket.create_connection(("127.0.0.1", player.port), timeout=8)


def test_a_client_that_says_nothing_is_dropped(player):
    with connect(player) as silent:
        assert closed_after(silent) < 7


def test_a_request_that_trickles_in_is_dropped(player):
    with connect(player) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        assert trickles(slow, b"X: y\r\n") < 7


def test_a_body_that_trickles_in_is_dropped(player):
    head = (
        f"POST /api/ledger/sets HTTP/1.1\r\nHost: {player.host}\r\nContent-Length: 9000\r\n"
        "Content-Type: application/json\r\nOrigin: http://" + player.host + "\r\n\r\n"
    )
    with connect(player) as slow:
        slow.sendall(head.encode())
        assert closed_after(slow) < 7


def test_a_second_request_that_trickles_in_is_dropped(player):
    with connect(player) as slow:
        slow.sendall(f"GET /api/sessions HTTP/1.1\r\nHost: {player.host}\r\n\r\n".encode())
        slow.recv(1 << 16)
        slow.sendall(b"GET / HT")
        assert closed_after(slow) < 7


def test_a_listener_that_takes_nothing_is_dropped(player, output):
    mp3 = output / "pull-day/2026-11-23-pull-day.mp3"
    mp3.write_bytes(b"x" * 30_000_000)
    with socket.socket() as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.connect(("127.0.0.1", player.port))
        path = "/media/x/pull-day/2026-11-23-pull-day.mp3"
        stalled.sendall(f"GET {path} HTTP/1.1\r\nHost: {player.host}\r\n\r\n".encode())
        time.sleep(5)
        with pytest.raises(ConnectionResetError):
            drained(stalled)


def test_a_slow_listener_is_served(player, output):
    mp3 = output / "pull-day/2026-11-23-pull-day.mp3"
    mp3.write_bytes(b"x" * 400_000)
    path = "/media/x/pull-day/2026-11-23-pull-day.mp3"
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        slow.connect(("127.0.0.1", player.port))
        close = "Connection: close\r\n\r\n"
        slow.sendall(f"GET {path} HTTP/1.1\r\nHost: {player.host}\r\n{close}".encode())
        got = 0
        while piece := slow.recv(10_000):
            got += len(piece)
            time.sleep(0.08)
        assert got > 400_000


def test_many_requests_on_one_connection_are_served(player):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", player.port, timeout=8)
    for _ in range(9):  # together longer than any deadline, each pause far shorter
        connection.request("GET", "/api/sessions")
        assert connection.getresponse().read()
        time.sleep(0.25)
    connection.close()


def page_from(address, port):
    """What the server says to a client at `address`; nothing where it hangs up."""
    with socket.socket() as sock:
        sock.bind((address, 0))
        sock.settimeout(5)
        with suppress(ConnectionResetError, BrokenPipeError):
            sock.connect(("127.0.0.1", port))
            sock.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            return sock.recv(1000)
    return b""


@contextmanager
def idle(port, count, address="127.0.0.1"):
    """Connections that say nothing."""
    with ExitStack() as stack:
        socks = [stack.enter_context(socket.socket()) for _ in range(count)]
        for sock in socks:
            sock.bind((address, 0))
            sock.connect(("127.0.0.1", port))
        yield socks


def served(page):
    return page.startswith(b"HTTP/1.1 200")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one loopback address")
@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"per_client": 5, "total": 400}, [False, True, True]),
        ({"per_client": 5, "total": 8}, [False, False, False]),
        ({"per_client": 6, "total": 400}, [True, True, True]),
    ],
)
def test_one_address_cannot_take_all_connections(output, web, limits, expected):
    """The first address holds five connections, the second three; then all three ask for a page."""
    with web.web.serving(make_app(output), impatient(**limits, head_s=30.0)) as port:
        with idle(port, 5), idle(port, 3, "127.0.0.2"):
            found = [served(page_from(f"127.0.0.{n}", port)) for n in (1, 2, 3)]
        assert found == expected
        assert comes_true(lambda: served(page_from("127.0.0.1", port)))


def test_whoever_comes_too_many_times_is_hung_up_on_at_once(output, web):
    patience = impatient(per_client=5, head_s=30.0)
    with web.web.serving(make_app(output), patience) as port, idle(port, 9) as waiting:
        assert comes_true(lambda: all(map(hung_up, waiting[5:])))
        assert not any(map(hung_up, waiting[:5]))


def comes_true(is_so, seconds=8):
    """Whether it is so before long: a busy machine takes its time."""
    end = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def hung_up(sock):
    sock.setblocking(False)
    try:
        return sock.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_the_usual_limits_leave_room_for_others():
    """One address never has all connections; all are fewer than a process's 1,024 files."""
    assert 6 < deadline.PER_CLIENT <= deadline.TOTAL // 3
    assert deadline.TOTAL + 100 + 300 < 1024
    limits = (DeadlineProtocol.per_client, DeadlineProtocol.total)
    assert limits == (deadline.PER_CLIENT, deadline.TOTAL)
