"""A download is whole and checked, or an error in one line, whatever the server does."""

import errno
from hashlib import md5, sha256

import pytest
from voice_server import VoiceServer

from mmc_audio._lib import download as module
from mmc_audio._lib.download import Download, UnreachableError, download
from mmc_audio.errors import OutputError, UnavailableError

BODY = bytes(range(256)) * 700


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(module, "PAUSE_S", 0.0)


@pytest.fixture
def server():
    with VoiceServer({"/voice.bin": BODY}) as made:
        yield made


@pytest.fixture
def part(tmp_path):
    return tmp_path / "voice.bin.part"


def wanted(server, kind="sha256", path="/voice.bin"):
    digest = {"sha256": sha256, "md5": md5}[kind](BODY).hexdigest()
    return Download(server.url + path, len(BODY), f"{kind}={digest}")


GOOD = [
    "whole", "cuts", "ignores_range", "cuts_once_and_ignores_range", "begins_elsewhere",
    "refuses_range", "claims_more", "says_no_length", "sends_you_elsewhere",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["sha256", "md5"])
@pytest.mark.parametrize("manner", GOOD)
def test_the_file_is_whole(server, part, manner, kind):
    server.manner = manner
    download(wanted(server, kind), part)
    assert part.read_bytes() == BODY


@pytest.mark.parametrize("manner", GOOD)
@pytest.mark.parametrize(
    "begun",
    [BODY[:1000], b"x" * 1000, BODY + b"y", b"x" * len(BODY)],
    ids=["begun", "another's", "too long", "whole, another's"],
)
def test_what_was_begun_is_gone_on_with_or_begun_again(server, part, manner, begun):
    part.write_bytes(begun)
    server.manner = manner
    download(wanted(server), part)
    assert part.read_bytes() == BODY


def test_what_is_here_is_not_fetched_again(server, part):
    part.write_bytes(BODY[:1000])
    download(wanted(server), part)
    assert server.asked == ["bytes=1000-"]


def test_progress_ends_at_the_size(server, part):
    seen = []
    server.manner = "cuts"
    download(wanted(server), part, watch=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == len(BODY)


BAD = {
    "alters": "is not the file that was published",
    "sends_more": f"is larger than the {len(BODY)} bytes",
    "cuts_at_once": "the connection is cut at 0.0 of 0.2 MB; try again later, it",
    "is_broken": r"is not given \(HTTP 500\)",
    "talks_nonsense": r"127.0.0.1:\d+ cannot be reached \(",
}


@pytest.mark.parametrize("manner", BAD)
def test_a_server_that_lies_is_an_error_and_nothing_false_is_kept(server, part, manner):
    server.manner = manner
    with pytest.raises(UnavailableError, match=BAD[manner]) as caught:
        download(wanted(server), part)
    assert "\n" not in str(caught.value)
    assert not part.exists() or BODY.startswith(part.read_bytes())


def test_what_is_not_there_is_named(server, part):
    with pytest.raises(UnreachableError, match=r"/other is not there \(HTTP 404\)"):
        download(wanted(server, path="/other"), part)


def test_where_no_server_is_the_host_is_named(part):
    with pytest.raises(UnreachableError, match=r"127.0.0.1:9 cannot be reached \(.*refused"):
        download(Download("http://127.0.0.1:9/voice.bin", 5, "sha256=00"), part)


def test_a_cut_download_can_be_gone_on_with(server, part):
    server.manner = "cuts_at_once"
    part.write_bytes(BODY[:5000])
    with pytest.raises(UnavailableError, match="it goes on from there"):
        download(wanted(server), part)
    assert part.read_bytes() == BODY[:5000]


def test_a_full_disk_is_an_error_of_the_output(server, part, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "_copy", full)
    with pytest.raises(OutputError, match="the disk is full"):
        download(wanted(server), part)
