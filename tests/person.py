"""Somebody at a desk, who knows things by what they are called."""

import json
import time
from contextlib import contextmanager

FIND = """
(() => {
  const name = (one) => (one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || "").trim();
  const usable = (one) => one.offsetParent && !one.disabled && !one.closest("[inert]");
  const open = [...document.querySelectorAll(".q-dialog .q-card")].pop() || document;
  return [...open.querySelectorAll(SELECTOR)].filter((one) => usable(one) && name(one) === NAME);
})()
"""


class Person:
    """Uses a page by names, as a screen reader says them, and a mouse."""

    def __init__(self, page, address):
        self.page = page
        page.open(address)
        page.until("document.querySelectorAll('.cm-content').length === 2", 30)

    def _found(self, selector, name):
        return FIND.replace("SELECTOR", json.dumps(selector)).replace("NAME", json.dumps(name))

    def presses(self, name, which=0):
        """Press a button that is called so; `which` of several."""
        with self.holds(name, which):
            pass

    @contextmanager
    def holds(self, name, which=0):
        """A press with time for something between the key's going down and coming up."""
        place = f"({self._found('button', name)}).at({which})"
        x, y = self._still(
            f"""(() => {{
              const one = {place};
              if (!one) return null;
              one.scrollIntoView({{block: "nearest"}});
              const box = one.getBoundingClientRect();
              const middle = [box.x + box.width / 2, box.y + box.height / 2];
              const seen = document.elementFromPoint(...middle);
              return one.contains(seen) ? middle : null; // a box may be in front of it still
            }})()""",
            wait_s=0.1,
        )
        point = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.page.call("Input.dispatchMouseEvent", type="mousePressed", **point)
        yield
        self.page.call("Input.dispatchMouseEvent", type="mouseReleased", **point)

    def plays_from(self, name, share):
        """Click on the part of the timeline that is called so, at a share of its length.

        It must stand still: advice that comes in below makes the page, and the bars, narrower.
        """
        find = f"""(() => {{
          const one = [...document.querySelectorAll(".session-timeline .bar")].find(
            (one) => one.ariaLabel.startsWith({json.dumps(name)}));
          const box = one?.getBoundingClientRect();
          const place = box && [box.x + box.width * {share}, box.y + box.height / 2];
          return place && one.contains(document.elementFromPoint(...place)) ? place : null;
        }})()"""
        self._click(*self._still(find, wait_s=0.5))

    def _still(self, find, wait_s):
        """The place that a script finds, once it is the same again after a while."""
        place, before = self.page.until(find, 20), None
        while place != before:
            time.sleep(wait_s)
            place, before = self.page.until(find, 20), place
        return place

    def _click(self, x, y, times=1):
        for count in range(1, times + 1):
            point = {"x": x, "y": y, "button": "left", "clickCount": count}
            self.page.call("Input.dispatchMouseEvent", type="mousePressed", **point)
            self.page.call("Input.dispatchMouseEvent", type="mouseReleased", **point)

    def sees(self, text, seconds=10):
        """Wait until the page shows this text."""
        self.page.until(f"document.body.innerText.includes({json.dumps(text)})", seconds)

    def hears(self):
        """Wait until a sound that was started has been played to its end."""
        before = self.page.run("studio.played")
        self.page.until(f"studio.played > {before}", 40)

    def fills(self, name, text):
        """Write into a field that is called so, in place of what is there."""
        place = f"({self._found('input, textarea', name)}).at(0)"
        self.page.until(f"!!{place}")
        self.page.run(f"{place}.focus(); {place}.select()")
        self.types(text)

    def chooses_file(self, path):
        """Choose a file in the box that is open, or on the panel in sight."""
        find = (
            "(document.querySelector('.q-dialog') || [...document.querySelectorAll('.desk')]"
            ".find((one) => one.offsetParent)).querySelector('input[type=file]')"
        )
        found = self.page.call("Runtime.evaluate", expression=find)["result"]["objectId"]
        self.page.call("DOM.setFileInputFiles", files=[str(path)], objectId=found)

    def types(self, text):
        """Type where the cursor is."""
        self.page.call("Input.insertText", text=text)

    def selects_line(self, text):
        """Click three times on the line of the editor in sight that holds `text`."""
        x, y = self.page.until(
            f"""(() => {{
              const line = [...document.querySelectorAll(".cm-line")].find(
                (one) => one.offsetParent && one.innerText.includes({json.dumps(text)}));
              if (!line) return null;
              line.scrollIntoView({{block: "nearest"}});
              const box = line.getBoundingClientRect();
              return box.height ? [box.x + 60, box.y + 8] : null;
            }})()"""
        )
        self._click(x, y, times=3)

    def value(self, name):
        """What a field says."""
        return self.page.run(f"({self._found('input, textarea', name)}).at(0)?.value")

    def editor_text(self):
        """The text of the editor in sight."""
        return self.page.run(
            "[...document.querySelectorAll('.cm-content')].find((one) => one.offsetParent)"
            ".cmTile?.view.state.doc.toString() ?? [...document.querySelectorAll('.cm-content')]"
            ".find((one) => one.offsetParent).innerText"
        )

    def misses(self, wanted, steps=150):
        """Press Tab again and again; what of the things that are wanted was never reached."""
        missing = set(wanted)
        for _ in range(steps):
            self.page.key("Tab")
            missing.discard(
                self.page.run(
                    "(() => { const one = document.activeElement; return (one.ariaLabel ||"
                    " one.labels?.[0]?.innerText || one.innerText || '').trim(); })()"
                )
            )
            if not missing:
                break
        return missing

    def presses_key(self, key, on=None):
        """Press a key, on a button that is called so or where the focus is."""
        if on:
            place = f"({self._found('button', on)}).at(0)"
            self.page.until(f"!!{place}")
            self.page.run(f"{place}.focus()")
        number = {"Enter": 13, "Escape": 27}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            more = text if kind == "keyDown" else {}
            self.page.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                           windowsVirtualKeyCode=number, **more)  # fmt: skip
