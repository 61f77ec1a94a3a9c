"""The commands that take a finished session to the ear, and the ledger."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from platformdirs import user_data_dir

SECTIONS = [
    {"id": "01-breath", "title": "Breath", "start_s": 0.0, "end_s": 1.0},
    {"id": "02-curl", "title": "Biceps curl 1/1", "start_s": 1.0, "end_s": 9.0,
     "attributes": {"exercise": "biceps_curl", "set": "1", "sets": "1"}},
]  # fmt: skip


def cue(at, text, **more):
    return {"section": "02-curl", "text": text, "start_s": at, "end_s": at + 0.4, "kind": "count",
            "labels": ["count"], "rep": None, "phase": None, **more}  # fmt: skip


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "output" / "pull"
    folder.mkdir(parents=True)
    reps = [cue(1.2 + n, "Curl", rep=n + 1, phase="concentric") for n in range(5)]
    for name in ("2020-01-01-pull-day", "leg-day"):
        sheet = {"title": name, "duration_s": 9.0, "sections": SECTIONS, "cues": reps}
        (folder / f"{name}.cues.json").write_text(json.dumps(sheet))
        (folder / f"{name}.mp3").write_bytes(b"\xff\xfb" * 10_000)
    return tmp_path / "output"


def test_a_session_becomes_one_page(mmc, output, tmp_path):
    page = tmp_path / "phone.html"
    said = mmc("export", "leg-day", "--html", "-o", output, "--to", page)
    assert (said.code, said.out.strip()) == (0, str(page))
    text = page.read_text()
    assert "audio-inside" in text
    film = 'FILM = "static/awake.mp4"'  # shown over http only: awake.js, runFilm
    assert "static/" not in text.replace("static/$", "").replace(film, "")
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".part", ".html"}] == [
        "phone.html"
    ]


def test_a_session_becomes_a_picture(mmc, output, tmp_path):
    target = tmp_path / "leg.svg"
    assert mmc("export", "pull/leg-day", "--picture", "-o", output, "--to", target).code == 0
    assert ET.parse(target).getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("export", "leg-day"), 2, "--html"),
        (("export", "leg-dai", "--html"), 66, "did you mean pull/leg-day"),
        (("export", "day", "--html"), 2, "several sessions"),
        (("play", "nothing-like-it-at-all-zzz"), 66, "no finished session"),
        (("play", "leg-day", "--section", "3"), 2, "pull/leg-day has 2 sections; write --section"),
    ],
)
def test_a_session_that_is_not_there_is_one_line(mmc, output, arguments, code, word):
    said = mmc(*arguments, "-o", output)
    assert said.code == code
    assert word in said.one_line


def test_an_empty_output_folder_says_what_to_do(mmc, tmp_path):
    for command in (("export", "--html"), ("play",)):
        said = mmc(*command, "-o", tmp_path)
        assert (said.code, "mmc-audio demo" in said.one_line) == (66, True)
    assert mmc("feed", tmp_path, "--base-url", "https://x.example").code == 66


def test_the_feed_is_written_beside_the_files(mmc, output):
    said = mmc("feed", output, "--base-url", "https://x.example/gym")
    assert said.out.split() == [
        "https://x.example/gym/feed.xml",
        "https://x.example/gym/pull/feed.xml",
    ]
    root = ET.parse(output / "pull" / "feed.xml").getroot()
    addresses = [element.get("url") for element in root.iter("enclosure")]
    assert "https://x.example/gym/pull/leg-day.mp3" in addresses


def test_sets_are_logged_and_added_up(mmc):
    logged = mmc("log", "--exercise", "Biceps curls", "--reps", 10, "--felt", "target")
    assert (logged.code, logged.err.startswith("1 set logged")) == (0, True)
    assert "biceps_curl" in mmc("log").out
    report = json.loads(mmc("log", "--report", "--json").out)
    assert report["muscles"][0]["focused_reps"] == 10
    said = mmc("log", "--report")
    assert "rule of thumb" in said.err
    assert ET.fromstring(mmc("log", "--svg").out) is not None
    assert mmc("log", "--csv").out.count("\n") == 2


def test_what_a_phone_saved_is_added_once(mmc, tmp_path):
    mmc("log", "--exercise", "plank", "--reps", 0)
    saved = tmp_path / "check-ins.json"
    saved.write_text(mmc("log", "--json").out)
    other = tmp_path / "other.sqlite3"
    for _ in range(2):
        assert mmc("log", "--add", saved, "--ledger", other).code == 0
    assert json.loads(mmc("log", "--json", "--ledger", other).out) == json.loads(saved.read_text())


def test_a_damaged_ledger_is_reported_in_one_line_and_kept(mmc, tmp_path):
    path = tmp_path / "practice.sqlite3"
    path.write_bytes(b"no ledger " * 1000)
    said = mmc("log", "--exercise", "plank", "--reps", 1, "--ledger", path)
    assert (said.code, "move it away" in said.one_line) == (73, True)
    assert path.read_bytes() == b"no ledger " * 1000


def test_asking_at_the_terminal_logs_each_set(output, tmp_path):
    ledger = tmp_path / "practice.sqlite3"
    command = [sys.executable, "-m", "mmc_audio", "log", "leg-day", "-o", output]
    done = subprocess.run(
        [*command, "--ledger", ledger], input="4\nboth\n\n3\n", text=True, capture_output=True,
        check=True,
    )  # fmt: skip
    assert "1 set logged" in done.stderr
    listed = [*command[:4], "--json", "--ledger", ledger]
    (logged,) = json.loads(subprocess.run(listed, capture_output=True, check=True).stdout)["sets"]
    assert (logged["reps"], logged["felt"], logged["clarity"], logged["reserve"]) == (
        4,
        "both",
        7,
        3,
    )


def wait_for(process, pattern, seconds=20):
    end, text = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        text += process.stdout.readline()
        if found := re.search(pattern, text):
            return found[1]
    raise AssertionError(text)


def start(*arguments):
    command = [sys.executable, "-u", "-m", "mmc_audio", "serve", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )


def stop(process):
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in err
    return err


def test_serve_says_where_it_is_and_stops_at_ctrl_c(output):
    process = start("-o", output, "--port", 0, "-v")
    address = wait_for(process, r"Player  (\S+)")
    assert address.startswith("http://127.0.0.1:")
    assert b"<audio" in urllib.request.urlopen(address).read()
    assert "GET / 200" in stop(process)


def test_a_port_in_use_offers_the_next_one(output):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start("-o", output, "--port", port)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 2
    offered = re.fullmatch(rf"port {port} is in use; --port (\d+) is free\n", err)
    assert int(offered[1]) > port


def test_on_the_lan_nothing_answers_without_the_token(output):
    process = start("-o", output, "--port", 0, "--lan")
    address = wait_for(process, r"Player  (\S+)")
    port, token = re.fullmatch(r"http://[\d.]+:(\d+)/(?:(.{22})/)", address).groups()
    assert b"<audio" in urllib.request.urlopen(f"http://127.0.0.1:{port}/{token}/").read()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/")
    stop(process)
    again = start("-o", output, "--port", 0, "--lan", "--write")
    address = wait_for(again, r"Player  (\S+)")
    assert f"/{token}/" in address
    write = wait_for(again, rf"Write   {address}#write=(\S+)")
    assert len(write) == 22
    assert write != token
    refused = [refused_by(address, given) for given in ({}, {"Write-Token": token})]
    assert all(refused)
    assert refused_by(address, {"Write-Token": write}) == ""
    stop(again)
    renewed = start("-o", output, "--port", 0, "--lan", "--new-token")
    address = wait_for(renewed, r"Player  (\S+)")
    assert token not in address
    assert "--write" in refused_by(address, {"Write-Token": write})
    stop(renewed)
    kept = Path(user_data_dir("mmc-audio", appauthor=False)) / "write-token"
    assert kept.read_text() != write
    assert kept.stat().st_mode & 0o077 == 0


def refused_by(address, headers):
    """Why the player lets nobody with these headers change anything."""
    port, path = re.fullmatch(r"http://[\d.]+:(\d+)(/.*)", address).groups()
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}api/week", headers=headers)
    return json.loads(urllib.request.urlopen(asked).read())["refused"]


def test_over_https_the_player_and_the_page_that_shows_how_to_trust_it_answer(output):
    process = start("-o", output, "--port", 0, "--lan", "--https")
    port, token = wait_for(process, r"Player  https://[\d.]+:(\d+/[\w-]{22})/").split("/")
    trust = wait_for(process, r"Trust   (http://\S+)")
    assert trust.endswith(f"/#{token}")
    beside = f"http://127.0.0.1:{trust.split(':')[2].split('/')[0]}"
    assert f'data-port="{port}"' in urllib.request.urlopen(beside).read().decode()
    authority = urllib.request.urlopen(f"{beside}/authority.crt").read().decode()
    context = ssl.create_default_context(cadata=authority)
    address = f"https://127.0.0.1:{port}/{token}/"
    assert b"<audio" in urllib.request.urlopen(address, context=context).read()
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(address)
    assert "SHA-256" in stop(process)


@pytest.fixture
def player(tmp_path, monkeypatch):
    """Puts a program called mpv before all others."""

    def made(script):
        program = tmp_path / "mpv"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return made


def test_play_shows_each_cue_when_it_is_heard(mmc, output, player):
    player("exec sleep 4")
    said = mmc("play", "leg-day", "-o", output)
    assert said.code == 0
    assert said.out.count("Curl") == 3
    assert "Biceps curl 1/1" in said.out


@pytest.mark.parametrize(
    ("script", "how"),
    [
        ("exit 3", "failed with exit code 3"),
        ("exit 0", "ended at once"),
        ("echo ALSA: no card >&2; exit 1", "failed with exit code 1 (ALSA: no card)"),
    ],
)
def test_a_player_that_plays_nothing_is_reported(mmc, output, player, script, how):
    player(script)
    said = mmc("play", "leg-day", "-o", output)
    assert said.code == 69
    reported = said.err.splitlines()[-1]
    assert reported.startswith(f"mpv {how}; check this machine's sound")
    assert said.err.count("ALSA") == how.count("ALSA")


def test_an_address_without_https_is_refused_and_nothing_is_written(mmc, output):
    before = sorted(output.rglob("*"))
    said = mmc("feed", output, "--base-url", "x.example/gym")
    assert (said.code, said.one_line.endswith("write https://x.example/gym")) == (2, True)
    assert sorted(output.rglob("*")) == before
    assert mmc("serve", "-o", output, "--base-url", "x.example", "--port", 0).code == 2


def test_serving_a_file_is_refused_and_a_missing_folder_is_named(mmc, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "mmc_audio.player.serve.serve",
        lambda *services: [one.listening.close() for one in services],
    )
    file = tmp_path / "plan.txt"
    file.write_text("Curl 3x10\n")
    said = mmc("serve", "-o", file)
    assert (said.code, "is a file; name the folder" in said.one_line) == (66, True)
    missing = mmc("serve", "-o", tmp_path / "outptu", "--port", 0)
    assert missing.code == 0
    assert "outptu is not there yet" in missing.err
    assert "not there yet" not in mmc("serve", "-o", tmp_path, "--port", 0).err
