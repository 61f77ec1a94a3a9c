import socket
import struct
import subprocess
import time
import wave

import numpy as np
import pytest
import soundfile

from mmc_audio.audio.music import FORMATS, read_music
from mmc_audio.errors import InputError, MissingError, UnavailableError

needs_ffmpeg = pytest.mark.needs("ffmpeg", "ffprobe")


@pytest.fixture
def tone(tmp_path):
    """Two seconds of 440 Hz at 48 kHz, stereo: left loud, right silent."""
    path = tmp_path / "tone.wav"
    left = (16_000 * np.sin(2 * np.pi * 440 * np.arange(96_000) / 48_000)).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 48_000, 0, "NONE", ""))
        file.writeframes(np.stack([left, np.zeros_like(left)], axis=1).tobytes())
    return path


def frequency(pcm):
    return np.abs(np.fft.rfft(pcm.astype(float))).argmax() * 44_100 / len(pcm)


def test_a_wav_needs_no_tool_and_becomes_mono_at_our_rate(tone, monkeypatch):
    monkeypatch.setenv("PATH", "")
    pcm = read_music(tone)
    assert len(pcm) == pytest.approx(88_200, abs=2)
    assert frequency(pcm) == pytest.approx(440, abs=1)
    assert np.abs(pcm[4000:-4000]).max() == pytest.approx(8000, rel=0.02)


@pytest.mark.parametrize("kind", ["mp3", "flac", "ogg", "opus", "aif", "aiff"])
def test_most_kinds_need_no_tool(tone, kind, monkeypatch):
    monkeypatch.setenv("PATH", "")
    path, (samples, rate) = tone.with_suffix(f".{kind}"), soundfile.read(tone)
    container = {"ogg": "OGG", "opus": "OGG", "aif": "AIFF"}.get(kind, kind.upper())
    soundfile.write(path, samples, rate, "OPUS" if kind == "opus" else None, format=container)
    pcm = read_music(path)
    assert len(pcm) == pytest.approx(88_200, abs=3000)
    assert frequency(pcm) == pytest.approx(440, abs=2)


@needs_ffmpeg
@pytest.mark.parametrize("kind", ["m4a", "aac"])
def test_two_kinds_are_read_through_ffmpeg(tone, kind):
    path = tone.with_suffix(f".{kind}")
    subprocess.run(["ffmpeg", "-v", "error", "-i", tone, path], check=True)
    pcm = read_music(path)
    assert len(pcm) == pytest.approx(88_200, abs=3000)
    assert frequency(pcm) == pytest.approx(440, abs=2)


def test_without_ffmpeg_it_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "song.m4a"
    path.write_bytes(b"x")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnavailableError, match=r"needs ffmpeg; install it, or give .* \.mp3"):
        read_music(path)


PLAYLISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{url}/a.ts\n#EXT-X-ENDLIST\n",
    "hls master": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{url}/a.m3u8\n",
    "hls key": (
        '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXT-X-KEY:METHOD=AES-128,URI="{url}/key"\n'
        "#EXTINF:5,\nfile:///dev/zero\n#EXT-X-ENDLIST\n"
    ),
    "m3u": "#EXTM3U\n#EXTINF:5,a\n{url}/a.mp3\n",
    "pls": "[playlist]\nFile1={url}/a.mp3\nLength1=-1\nNumberOfEntries=1\n",
    "concat": "ffconcat version 1.0\nfile '{url}/a.mp3'\n",
    "dash": (
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" mediaPresentationDuration="PT5S">'
        '<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1">'
        "<BaseURL>{url}/a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>"
    ),
    "sdp": (
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"
    ),
    "smil": '<smil><body><audio src="{url}/a.mp3"/></body></smil>',
    "asx": '<asx version="3.0"><entry><ref href="{url}/a.mp3"/></entry></asx>',
    "redirector": "[Reference]\nRef1={url}/a.asf\n",
    "rtsp text": "RTSPtext\n{url}/a\n",
    "url": "{url}/a.mp3",
}


@pytest.fixture
def loopback():
    """A listener on loopback: its address, and whether nobody has called."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)

        def silent():
            try:
                listener.accept()[0].close()
            except BlockingIOError:
                return True
            return False

        yield f"http://127.0.0.1:{listener.getsockname()[1]}", silent


def mp4_with_an_address(url):
    """A sound whose samples are said to be at `url`, as QuickTime allows."""

    def atom(name, *parts):
        content = b"".join(parts)
        return struct.pack(">I4s", 8 + len(content), name) + content

    entry = atom(b"url ", struct.pack(">I", 0), url.encode() + b"/a\0")
    tables = [
        atom(b"stsd", struct.pack(">II", 0, 1), atom(b"sowt", bytes(6) + struct.pack(">H", 1)
             + bytes(8) + struct.pack(">HHHHI", 1, 16, 0, 0, 44_100 << 16))),
        atom(b"stts", struct.pack(">IIII", 0, 1, 88_200, 1)),
        atom(b"stsc", struct.pack(">IIIII", 0, 1, 1, 88_200, 1)),
        atom(b"stsz", struct.pack(">III", 0, 2, 88_200)),
        atom(b"stco", struct.pack(">III", 0, 1, 0)),
    ]  # fmt: skip
    handler = atom(b"hdlr", bytes(8) + b"soun" + bytes(13))
    info = atom(b"minf", atom(b"smhd", bytes(8)),
                atom(b"dinf", atom(b"dref", struct.pack(">II", 0, 1), entry)),
                atom(b"stbl", *tables))  # fmt: skip
    times = struct.pack(">IIIIIHH", 0, 0, 0, 44_100, 88_200, 0, 0)
    media = atom(b"mdia", atom(b"mdhd", times), handler, info)
    return atom(b"ftyp", b"qt  \0\0\0\0qt  ") + atom(b"moov", atom(b"trak", media))


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_no_playlist_under_another_name_opens_an_address(tmp_path, kind, loopback):
    url, silent = loopback
    contents = {name: text.replace("{url}", url).encode() for name, text in PLAYLISTS.items()}
    contents["mp4 with an address"] = mp4_with_an_address(url)
    for name, content in contents.items():
        path = tmp_path / f"{name}.{kind}"
        path.write_bytes(content)
        with pytest.raises(InputError, match=r"cannot be decoded|shorter than a second"):
            read_music(path)
        assert silent(), name


@needs_ffmpeg
def test_the_listener_would_hear_a_program_that_is_not_held(loopback):
    url, silent = loopback
    playlist = PLAYLISTS["hls"].replace("{url}", url).encode()
    with subprocess.Popen(["ffprobe", "-v", "quiet", "cache:pipe:0"], stdin=-1) as caller:
        caller.stdin.write(playlist)
        caller.stdin.close()
        deadline = time.monotonic() + 20
        while (quiet := silent()) and time.monotonic() < deadline:
            time.sleep(0.02)
        caller.kill()
    assert not quiet


@pytest.mark.parametrize(
    ("field", "value"),
    [("rate", 1), ("rate", 2**31 - 1), ("channels", 1024), ("length", 0x7FFF_F000)],
)
def test_what_a_wav_claims_is_not_believed(tone, field, value):
    place, form = {"channels": (22, "<H"), "rate": (24, "<I"), "length": (40, "<I")}[field]
    content = bytearray(tone.read_bytes())
    struct.pack_into(form, content, place, value)
    tone.write_bytes(content)
    if field == "length":
        assert len(read_music(tone)) == pytest.approx(88_200, abs=2)
    else:
        with pytest.raises(InputError, match=r"cannot be decoded|shorter than a second"):
            read_music(tone)


def test_samples_that_are_no_numbers_are_silence(tmp_path):
    path = tmp_path / "a.wav"
    samples = np.tile(np.float32([0.5, -0.5, np.nan, np.inf, -np.inf, 1e38]), 20_000)
    soundfile.write(path, samples, 44_100, "FLOAT")
    assert read_music(path)[:6].tolist() == [16_384, -16_384, 0, 32_767, -32_768, 32_767]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingError, match="no such file"):
        read_music(tmp_path / "no.wav")


@pytest.mark.parametrize("name", ["list.m3u8", "notes.txt", "http.wav.exe", "noending"])
def test_only_kinds_of_music(tmp_path, name):
    (tmp_path / name).write_bytes(b"#EXTM3U")
    with pytest.raises(InputError, match="not a kind of file"):
        read_music(tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"\x00" * 99])
def test_a_broken_wav(tmp_path, content):
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.wav"):
        read_music(tmp_path / "a.wav")


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_wav_that_was_cut_plays_as_far_as_it_goes(tmp_path, width):
    wave_of = np.sin(2 * np.pi * 440 * np.arange(88_200) / 44_100)
    high = 2 ** (8 * width - 2)
    samples = np.repeat(np.rint(high * wave_of).astype(np.int64), 2) + 128 * (width == 1)
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, width, 44_100, 0, "NONE", ""))
        file.writeframes(samples.astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width].tobytes())
    path.write_bytes(path.read_bytes()[:-1])
    pcm = read_music(path)
    assert len(pcm) == 88_199
    assert frequency(pcm) == pytest.approx(440, abs=1)
    assert np.abs(pcm).max() == pytest.approx(16_384, rel=0.01)


@pytest.mark.parametrize("bits", [0, 40, 64])
def test_samples_of_an_odd_width(tone, bits):
    content = tone.read_bytes()
    tone.write_bytes(content[:34] + struct.pack("<H", bits) + content[36:])
    with pytest.raises(InputError, match="cannot be decoded"):
        read_music(tone)


def test_silence_is_no_music(tmp_path):
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(2 * 88_200))
    with pytest.raises(InputError, match="silent"):
        read_music(path)
