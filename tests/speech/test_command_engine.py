"""Commands are judged by what they wrote, and ended with all they started."""

import os
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech import config
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.engines import command
from mmc_audio.speech.find import engines, find_engine
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.validate_sound import sound_fault

posix = pytest.mark.skipif(os.name != "posix", reason="stubs are shell scripts")
pytestmark = posix


def wav(pcm=b"\0\x40" * 8_000, rate=16_000, channels=1, tag=1, bits=16, length=None):
    size = len(pcm) if length is None else length
    block = channels * bits // 8
    head = struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, bits)
    body = b"fmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", size) + pcm
    return b"RIFF" + struct.pack("<I", 0xFFFFFFFF if length else 4 + len(body)) + b"WAVE" + body


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """Writes a configuration, and forgets what was read before."""
    file = tmp_path / "config.toml"
    monkeypatch.setattr(config, "config_file", lambda: file)
    monkeypatch.setattr(command, "config_file", lambda: file)
    config._read.cache_clear()

    def write(text):
        file.write_text(text)
        config._read.cache_clear()

    yield write
    config._read.cache_clear()


@pytest.fixture
def stub(tmp_path, configured):
    """An engine whose command is a shell script that gets the text and the WAV's path."""

    def make(script, content=b""):
        (tmp_path / "content.wav").write_bytes(content)
        program = tmp_path / "stub"
        program.write_text(f"#!/bin/sh\ncontent={tmp_path}/content.wav\n{script}\n")
        program.chmod(0o755)
        configured(f'[engines.stub]\ncommand = ["{program}", "{{text}}", "{{wav}}"]\n')
        return find_engine("stub")

    return make


COPY = 'cp "$content" "$2"'
SAID = Utterance("Hold the squeeze", "default", 150)


def test_a_program_that_writes_a_wav_is_an_engine(stub):
    sound = stub(COPY, wav()).speak(SAID)
    assert sound.rate == 16_000
    assert len(sound.pcm) == 16_000
    assert sound_fault(SAID, sound) == ""


@pytest.mark.parametrize(
    ("content", "samples", "rate"),
    [
        (wav(length=0x7FFFF000), 8_000, 16_000),
        (wav(length=0), 8_000, 16_000),
        (wav() + b"LIST\4\0\0\0junk" + b"trailing garbage", 8_000, 16_000),
        (wav(rate=8_000, channels=2), 4_000, 8_000),
        (wav(struct.pack("<f", 0.5) * 9_000, tag=3, bits=32), 9_000, 16_000),
        (wav(b"\xc0" * 9_000, bits=8), 9_000, 16_000),
        (wav(b"\0\0\x40" * 9_000, bits=24), 9_000, 16_000),
    ],
    ids=["2 GB in the header", "0 in the header", "garbage", "8 kHz stereo", "float", "8", "24"],
)
def test_odd_but_honest_files_are_read(stub, content, samples, rate):
    sound = stub(COPY, content).speak(SAID)
    assert (len(sound.pcm) // 2, sound.rate) == (samples, rate)
    assert sound_fault(SAID, sound) == ""
    levels = struct.unpack(f"<{samples}h", sound.pcm)
    assert set(levels) <= {16_384}


@pytest.mark.parametrize(
    ("script", "content", "reason"),
    [
        ("exit 0", b"", "no file"),
        ('echo "no such voice" >&2; exit 3', b"", "exit code 3: no such voice"),
        (": > $2", b"", "an empty file"),
        (COPY, wav(b""), "empty"),
        (COPY, wav(bytes(16_000)), "silence"),
        (COPY, wav(b"\0\x40" * 20), "for 3 words"),
        (COPY, b"not a sound at all", "no WAV"),
        (f"{COPY}; head -c 1920000 /dev/zero >> $2", wav(b""), "60 s of sound for 16 characters"),
        (f"{COPY}; head -c 60000000 /dev/zero >> $2", wav(b""), "60 MB of sound, far too much"),
        (COPY, wav(tag=85), "kind 85"),
        (COPY, wav(b"\0\0" * 8_000, channels=0), "0 channels"),
        ("kill -11 $$", b"", "exit code -11"),
        ("mkfifo $2", b"", "no file"),
    ],
)
def test_no_speech_is_an_error_that_says_why(stub, script, content, reason):
    engine = stub(script, content)
    try:
        reported = sound_fault(SAID, engine.speak(SAID))
    except SpeechError as error:
        reported = str(error)
    assert reason in reported


def ended(pid, patience=10.0):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    "hang",
    [
        "echo $$ > {pid}; sleep 1000",
        "trap '' TERM; echo $$ > {pid}; sleep 1000",
        "sleep 1000 & echo $! > {pid}; wait",
        "(trap '' TERM HUP; echo $$ > {pid}; exec sleep 1000) & wait",
    ],
    ids=["plain", "ignores SIGTERM", "grandchild", "grandchild that ignores signals"],
)
def test_a_program_that_hangs_is_ended_with_all_it_started(stub, tmp_path, monkeypatch, hang):
    monkeypatch.setattr(command, "LIMIT_S", 0.4)
    start = time.monotonic()
    with pytest.raises(SpeechError, match="did not end within"):
        stub(hang.format(pid=tmp_path / "pid")).speak(SAID)
    assert time.monotonic() - start < 30
    assert ended(int((tmp_path / "pid").read_text()))


def test_a_grandchild_that_holds_on_does_not_delay_the_sound(stub, tmp_path):
    start = time.monotonic()
    engine = stub(f"sleep 1000 & echo $! > {tmp_path}/pid; {COPY}", wav())
    assert engine.speak(SAID).rate == 16_000
    assert time.monotonic() - start < 30
    assert ended(int((tmp_path / "pid").read_text()))


def test_nothing_is_left_in_the_temporary_folder(stub, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    stub(COPY, wav()).speak(SAID)
    assert list((tmp_path / "tmp").iterdir()) == []


ESCAPES = {
    "setsid": "setsid sh -c 'echo $$ > {pid}; exec sleep 1000' & sleep 0.2",
    "twice": "(setsid sh -c 'echo $$ > {pid}; exec sleep 1000' &) ; sleep 0.2",
    "no environment": "(env -i setsid sh -c 'echo $$ > {pid}; exec sleep 1000' &) ; sleep 0.2",
}


@pytest.mark.skipif(sys.platform != "linux", reason="needs a subreaper")
@pytest.mark.parametrize("after", ["sleep 1000", COPY, "kill -9 $PPID"])
@pytest.mark.parametrize("escape", ESCAPES)
def test_what_left_the_session_ends_too(stub, tmp_path, escape, after):
    pid, config = tmp_path / "pid", command.config_file()
    engine = stub(ESCAPES[escape].format(pid=pid) + f"; {after}", wav())
    seen_by_workers = Path(os.environ["XDG_CONFIG_HOME"]) / "mmc-audio" / "config.toml"
    seen_by_workers.parent.mkdir(parents=True, exist_ok=True)
    seen_by_workers.write_text(config.read_text())
    workers = SpeechPool(engine, 1, judge=sound_fault, limit=lambda _text: 1.0)
    with suppress(SpeechError):
        workers.speak(SAID)
    workers.close()
    gone = ended(int(pid.read_text()))
    if escape == "no environment" and after.startswith("kill"):
        return  # killed with its worker, an orphan without a mark has no parent that knows it
    assert gone


ARGS = 'printf "%s\\n" "$@" > {seen}; eval last=\\${{$#}}; cp "$content" "$last"'


@pytest.mark.parametrize(
    "text",
    [
        "-rf / --output x",
        "--help",
        'it\'s "quoted" $(touch x) `id` ; |',
        "{wav} {voice} {0}",
        "é 力",
    ],
)
def test_a_text_is_one_argument_and_never_an_option(stub, tmp_path, text):
    engine = stub(ARGS.format(seen=tmp_path / "seen"), wav())
    engine.speak(Utterance(text, "default", 150))
    first = (tmp_path / "seen").read_text().splitlines()[0]
    assert not first.startswith("-")
    assert first.strip() == text


def test_placeholders_stand_anywhere_and_text_may_come_on_stdin(tmp_path, configured):
    program = tmp_path / "program"
    (tmp_path / "content.wav").write_bytes(wav())
    program.write_text(
        f'#!/bin/sh\ncat > {tmp_path}/stdin; echo "$@" > {tmp_path}/args\n'
        f"cat {tmp_path}/content.wav\n"
    )
    program.chmod(0o755)
    configured(
        f'[engines.mine]\ncommand = ["{program}", "--voice={{voice}}", "-r{{pace}}", '
        '"x={stretch}"]\nvoices = ["ann", "bob"]\nlanguage = "de"\n'
    )
    engine = find_engine("mine")
    assert [(v.id, v.language) for v in engine.voices()] == [("ann", "de"), ("bob", "de")]
    assert engine.speak(Utterance("-Grüße", "bob", 120)).rate == 16_000
    assert (tmp_path / "stdin").read_text() == "-Grüße"
    assert (tmp_path / "args").read_text() == "--voice=bob -r120 x=1.250\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[engines.a]\ncommand = 'flite'", "lists of words"),
        ("[engines.a]\ncommand = []", "lists of words"),
        ("[engines.a]\ncommand = ['x', 3]", "lists of words"),
        ("[engines.a]\ncommand = ['x']\nshell = true", "command, language, voices"),
        ("[engines.a]\ncommand = ['x']\nlanguage = 1", "language"),
        ("[engines.'A b']\ncommand = ['x']", "small letters"),
        ("[engines.a]\ncommand = ['no-such-program-here']", "no program"),
        ("engines = 3", "must be a table"),
        ("[engines", "config.toml"),
    ],
)
def test_a_wrong_configuration_is_reported_and_hides_no_other_engine(configured, text, reason):
    configured(text)
    with pytest.raises(UnavailableError) as caught:
        command.CommandEngine("a")
    assert reason in str(caught.value)
    assert "config.toml" in str(caught.value)
    assert {s.name: s.available for s in engines()}["silent"]


def test_the_version_changes_with_the_command_and_the_program(stub, tmp_path):
    first = stub(COPY, wav()).version
    assert find_engine("stub").version == first
    assert stub(COPY + " ", wav()).version != first


def test_the_version_changes_with_each_file_in_the_command(tmp_path, configured):
    script, voice = tmp_path / "say.py", tmp_path / "low.onnx"
    configured(
        f'[engines.py]\ncommand = ["python3", "{script}", "{tmp_path}/{{voice}}.onnx", "{{wav}}"]\n'
        'voices = ["low", "high"]\n'
    )
    versions = [find_engine("py").version]
    for file in (script, voice):
        for time_ns in (1, 2):  # the same size, within the same second
            file.write_text("x")
            os.utime(file, ns=(time_ns, time_ns))
            versions.append(find_engine("py").version)
    assert len(set(versions)) == len(versions)
    assert find_engine("py").version == versions[-1]


def test_a_command_that_is_not_set_up_says_how():
    with pytest.raises(UnavailableError, match=r"\[engines.command\]"):
        find_engine("command")


def test_presets_are_there_with_their_programs(tmp_path, monkeypatch):
    (tmp_path / "flite").write_text("#!/bin/sh\n")
    (tmp_path / "flite").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    states = {status.name: status for status in engines()}
    assert states["flite"].available
    assert "install it" in states["say"].why
    with pytest.raises(UnavailableError, match="no program 'say'"):
        find_engine("say")


def test_a_worker_finds_the_command_and_ends_it_when_it_hangs(tmp_path):
    program = tmp_path / "stub"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 1000\n")
    program.chmod(0o755)
    file = command.config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'[engines.slow]\ncommand = ["{program}"]\n')
    workers = SpeechPool(find_engine("slow"), 1, judge=sound_fault, limit=lambda _text: 0.8)
    with pytest.raises(SpeechError, match=r"no answer within 0\.8 s"):
        workers.speak(SAID)
    workers.close()
    assert ended(int((tmp_path / "pid").read_text()))
