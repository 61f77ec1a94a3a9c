"""The studio's page as others would attack it: from other sites, by names, with hostile files."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from mmc_audio.cli.studio import command
from mmc_audio.errors import MmcError
from mmc_audio.studio.security import guarded, policy_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport="
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
           "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ=="}  # fmt: skip
EVIL = "<img src=x onerror=globalThis.hacked=1><script>globalThis.hacked=2</script>"


@pytest.mark.parametrize("studio", [("--lan", "--write")], indirect=True)
def test_nothing_is_there_for_strangers(studio, coach):
    """One studio that all of the network can reach, all attacks: a start costs seconds."""
    ask, own = studio.client.ask, f"http://127.0.0.1:{studio.port}"
    inside = f"/{studio.token}"
    for path in ("/", "/look/studio.css", "/sound/x.wav", SOCKET + "polling", "/docs"):
        assert ask(path).status == 404, path
        assert ask(f"/{studio.token[:-1]}{path}").status == 404, path
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0"):
            assert ask(inside + path, Host=host).status == 400, path
        for origin in ("http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1"):
            assert ask(inside + path, Origin=origin).status == 403, path
        assert ask(inside + path, Sec_Fetch_Site="cross-site").status == 403, path
    assert ask(inside + "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200
    _sockets(ask, inside, own)
    _paths(ask, inside)
    _policy(ask, inside)
    _hostile_files(studio, coach)


def _sockets(ask, inside, own):
    socket = f"{inside}{SOCKET}websocket"
    for origin in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {}):
        assert ask(socket, **UPGRADE, **origin).status in {400, 403}
    assert ask(socket, **UPGRADE, Origin=own).status == 101
    polling = f"{inside}{SOCKET}polling"
    assert ask(polling, "POST", "40", Origin="http://evil.example").status == 403
    assert ask(polling, Origin=own).status == 200


def _paths(ask, inside):
    for path in ("look/../../pyproject.toml", "look/%2e%2e/words_desk.py", "sound/..%2fstudio.py",
                 "look/..%5cserve.py", "openapi.json", "docs", "redoc", "_nicegui/auto/static/x",
                 "plans/a.yaml", "look/", ".history", "sound/"):  # fmt: skip
        answer = ask(f"{inside}/{path}")
        assert answer.status in {404, 405, 307, 400}, path
        assert b"mmc_audio" not in answer.data


def _policy(ask, inside):
    answer = ask(f"{inside}/")
    policy = answer.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert "'sha256-" in scripts
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert b"http://" not in answer.data.replace(b"http://www.w3.org", b"")
    assert b"https://" not in answer.data
    assert "Access-Control-Allow-Origin" not in answer.headers


def _hostile_files(studio, coach):
    """Names, titles, exercises, messages and templates that would be HTML are shown as text."""
    (studio.folder / "plans").mkdir()
    (studio.folder / "templates/en").mkdir(parents=True)
    name = f"{EVIL.replace('/', '')}.yaml"
    plan = f"title: {EVIL!r}\nwork:\n  - {{exercise: {EVIL!r}, sets: {EVIL!r}}}\n"
    (studio.folder / "plans" / name).write_text(plan)
    words = f"{{#---\nabout: {EVIL!r}\n---#}}\n[block]\n{EVIL}\n[end]\n"
    (studio.folder / "templates/en/work_done.cues.j2").write_text(words)
    (studio.folder / "secret.cues.j2").symlink_to("/etc/passwd")
    client = studio.folder / "clients" / EVIL.replace("/", "")
    client.mkdir(parents=True)
    (client / name).write_text(plan)
    (studio.folder / "clients/linked").symlink_to("/etc")
    (studio.folder / "exercises").mkdir()
    (studio.folder / "exercises" / name).write_text(f"- {{name: {EVIL!r}, like: plank}}\n")
    person = coach(studio.address)
    person.presses(f"{EVIL.replace('/', '')}\nplans/{name}")
    person.sees("cannot be spoken")
    person.presses("Words")
    person.sees("Rest")
    person.presses("Work done\nyours")
    person.sees(EVIL)
    person.presses("Exercises")
    person.fills("Search", "onerror")
    person.sees("yours")
    person.presses("Clients")
    person.sees("Differs in")
    assert not person.page.run("document.body.innerText.includes('linked')")
    person.presses(EVIL.replace("/", ""))
    person.sees("Nothing yet. Take the file")
    assert person.page.run("globalThis.hacked") is None
    assert person.page.run("document.querySelectorAll('img').length") == 0


def test_a_script_that_is_not_of_the_page_is_not_in_its_policy():
    page = "<script>a()</script><script src='b.js'></script><SCRIPT type=module>c('</b>')</SCRIPT>"
    assert policy_of(page).count("'sha256-") == 2
    assert policy_of("<p>x</p>").count("'sha256-") == 0


def test_a_page_is_sent_whole_with_its_policy_and_other_answers_as_they_are():
    routes = [Route("/", lambda _: HTMLResponse("<script>a</script>"))]
    app = guarded(Starlette(routes=routes), hosts={"localhost"}, token="t" * 8)
    start, body = asked(app, "/tttttttt/")
    headers = dict(start["headers"])
    assert body["body"] == b"<script>a</script>"
    assert b"'sha256-" in headers[b"content-security-policy"]
    assert headers[b"cache-control"] == b"no-store"
    assert asked(app, "/tttttttt/no")[0]["status"] == 404


@pytest.mark.parametrize(
    ("header", "status"),
    [(("content-length", str(500 << 20)), 413), (("content-length", "9" * 5000), 413),
     (("transfer-encoding", "chunked"), 411), (("content-length", "12"), 405)],
)  # fmt: skip
def test_what_is_larger_than_any_file_is_refused_before_it_is_read(header, status):
    app = guarded(
        Starlette(routes=[Route("/", lambda _: HTMLResponse(""))]),
        hosts={"localhost"},
        token="t" * 8,
    )
    sent = asked(app, "/tttttttt/", "POST", [tuple(map(str.encode, header))])
    assert sent[0]["status"] == status


def asked(app, path, method="GET", more=()):
    """The messages that `app` answers a request with."""
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(),
             "query_string": b"", "headers": [(b"host", b"localhost"), *more]}  # fmt: skip
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(app(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--lan"], "--lan --write"), (["plan.yaml"], "mmc-audio studio ."), (["none"], "no such")],
)
def test_what_the_studio_does_not_open_is_said_in_one_line(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text("title: A\n")
    with pytest.raises(MmcError, match=said):
        command.main(words, standalone_mode=False)
