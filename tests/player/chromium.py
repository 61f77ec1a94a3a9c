"""Drives a headless Chromium through its DevTools protocol, over a pipe: nothing to install."""

import base64
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from queue import Empty, Queue

from browsing import asked_an_ended_server
from programs import found

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--mute-audio", "--remote-debugging-pipe",
    "--autoplay-policy=no-user-gesture-required", "--force-color-profile=srgb",
    "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
)  # fmt: skip
KEYS = {
    " ": ("Space", 32), "ArrowLeft": ("ArrowLeft", 37), "ArrowRight": ("ArrowRight", 39),
    "n": ("KeyN", 78), "p": ("KeyP", 80), "r": ("KeyR", 82), "w": ("KeyW", 87), "Tab": ("Tab", 9),
}  # fmt: skip

AT_3_AND_4 = """
import os, sys
import fcntl
read, write = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads commands from descriptor 3 and answers at 4."""


class Chromium:
    """One browser, with as many pages as asked for."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", AT_3_AND_4, str(theirs_in), str(theirs_out), found("chromium"),
             *FLAGS, f"--user-data-dir={self._folder.name}"],
            pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._number = 0
        self._answers = {}
        self._pages = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        rest = b""
        while data := os.read(self._in, 1 << 16):
            *messages, rest = (rest + data).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self._answers[message["id"]].put(message)
                elif page := self._pages.get(message.get("sessionId")):
                    page.happened(message["method"], message["params"])

    def call(self, method, session=None, timeout=20, **params):
        self._number += 1
        number = self._number
        self._answers[number] = Queue()
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        try:
            answer = self._answers[number].get(timeout=timeout)
        except Empty:
            raise TimeoutError(method) from None
        del self._answers[number]
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def page(self, **options):
        """A new page in a store of its own, as if on another phone."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)
        session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)[
            "sessionId"
        ]
        page = self._pages[session] = Page(self, session, target["targetId"], **options)
        page.set_up()
        return page

    def close(self):
        try:
            self.call("Browser.close", timeout=5)
            self._process.wait(10)
        except (TimeoutError, subprocess.TimeoutExpired, BrokenPipeError):
            self._process.kill()
            self._process.wait()
        os.close(self._out)
        self._folder.cleanup()


class Page:
    """One tab, at phone size unless reported otherwise."""

    def __init__(self, browser, session, target, size=(390, 844), dark=True, before=None):
        self.browser, self.session, self.target = browser, session, target
        self.size, self.dark, self.before = size, dark, before
        self.complaints = []

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def set_up(self):
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.look(self.size, dark=self.dark)
        if self.before:
            self.call("Page.addScriptToEvaluateOnNewDocument", source=self.before)

    def look(self, size, *, dark, reduced=False):
        width, height = size
        phone = width < 800
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=2 if phone else 1, mobile=phone)  # fmt: skip
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if reduced else "no-preference"},
        ]
        self.call("Emulation.setEmulatedMedia", features=features)

    def happened(self, method, params):
        """Keeps what the console would show in red."""
        if method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", str(details)))
        elif method == "Runtime.consoleAPICalled" and params["type"] == "error":
            self.complaints.append(str(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            entry = params["entry"]
            if not asked_an_ended_server(entry):
                self.complaints.append(f"{entry['text']} {entry.get('url', '')}")

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete'")

    def reload(self):
        self.run("globalThis.isOld = true")
        self.call("Page.reload")
        self.until("!globalThis.isOld && document.readyState === 'complete'")

    def run(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True,
                           returnByValue=True, userGesture=True)  # fmt: skip
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"]["description"])
        return result["result"].get("value")

    def until(self, condition, seconds=10.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if value := self.run(condition):
                    return value
            except RuntimeError as error:
                if "context" not in str(error).lower():
                    raise
            time.sleep(0.03)
        raise AssertionError(f"never true within {seconds} s: {condition}")

    def text(self, selector):
        return self.run(f"document.querySelector({json.dumps(selector)}).textContent")

    def tap(self, selector):
        """Press in the middle of an element, as a finger would; it must be what is hit there."""
        with self.pressed(selector):
            pass

    @contextmanager
    def pressed(self, selector):
        """A tap with time for something between the finger's coming and going."""
        x, y = self._middle(selector)
        finger = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.call("Input.dispatchMouseEvent", type="mousePressed", **finger)
        yield
        self.call("Input.dispatchMouseEvent", type="mouseReleased", **finger)

    def _middle(self, selector):
        return self.until(
            f"""(() => {{
              const element = document.querySelector({json.dumps(selector)});
              if (!element || !element.offsetParent) return null;
              element.scrollIntoView({{block: "nearest"}});
              const box = element.getBoundingClientRect();
              const x = box.x + box.width / 2, y = box.y + box.height / 2;
              const hit = document.elementFromPoint(x, y);
              return hit && (hit === element || element.contains(hit) || hit.contains(element))
                ? [x, y] : null;
            }})()"""
        )

    def go(self, t):
        """Seek to `t` and let the page paint. An earlier seek, as at loading, ends first."""
        self.until("!document.getElementById('audio').seeking")
        self.run(
            f"""new Promise((done) => {{
              const audio = document.getElementById("audio");
              audio.addEventListener("seeked", () => setTimeout(done, 30), {{once: true}});
              audio.currentTime = {t};
            }})"""
        )

    def key(self, key):
        code, number = KEYS[key]
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            more = text if kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code,
                      windowsVirtualKeyCode=number, **more)  # fmt: skip

    def offline(self, is_offline=True):
        self.call("Network.emulateNetworkConditions", offline=is_offline, latency=0,
                  downloadThroughput=-1, uploadThroughput=-1)  # fmt: skip

    def screenshot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
