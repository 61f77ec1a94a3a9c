"""The quick lane, `scripts/test quick`: some of each room in under a minute, chosen by measurement.

`tests/slow.txt` names the tests that took longest when all were measured; they are left out, as are
browsers and whatever is marked slow. Of a test over many cases the first is run, and of a property
a few examples. To measure anew, run `scripts/test --measure`, which writes the file.
"""

from collections import Counter
from pathlib import Path

LIST = Path(__file__).with_name("slow.txt")
SLOW_S = 0.25
"""A test that takes longer, with what it sets up, is in the list."""


def function_of(nodeid):
    """The name of a test without its case and group: `tests/plan/test_yaml.py::test_a_tab`."""
    return nodeid.partition("[")[0].partition("@")[0]


def slow_first(items):
    """Those that take long before the others, so that no worker is left with one at the end."""
    slow = _listed()
    return sorted(items, key=lambda item: function_of(item.nodeid) not in slow)


def chosen(items):
    """The tests of the quick lane, in order: one case of each that is fast."""
    slow = _listed()
    fast = [item for item in items if function_of(item.nodeid) not in slow and not _is_marked(item)]
    return list({function_of(item.nodeid): item for item in reversed(fast)}.values())[::-1]


def _listed():
    return set(LIST.read_text("utf-8").split())


def _is_marked(item):
    return any(item.get_closest_marker(name) for name in ("slow", "browser"))


class Stopwatch:
    """Writes the list of slow tests at the end of a run: by the first case of each."""

    def __init__(self):
        self.took = Counter()

    def pytest_runtest_logreport(self, report):
        self.took[report.nodeid] += report.duration

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workerinput"):
            return
        first = {}
        for nodeid, seconds in self.took.items():
            first.setdefault(function_of(nodeid), seconds)
        slow = sorted(name for name, seconds in first.items() if seconds > SLOW_S)
        LIST.write_text("\n".join(slow) + "\n", "utf-8")
