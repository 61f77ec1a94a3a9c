"""The quick lane, `scripts/test quick`: some of each room in under a minute, chosen by rule.

Left out is what waits for others: browsers, servers, speech engines in processes of their own,
clusters, whole programs. Of a test over many cases one is run, and of a property a few examples.
"""

SLOW_FIXTURES = frozenset({
    "browser", "phone", "page", "axe", "workspace", "world",
})  # fmt: skip
"""A test that asks for one of these waits for another process."""


def is_quick(item):
    """Whether a test may be in the quick lane."""
    marked = any(item.get_closest_marker(name) for name in ("slow", "browser", "needs"))
    return not marked and not SLOW_FIXTURES & set(item.fixturenames)


def one_of_each(items):
    """The first case of each test."""
    return list({_function(item): item for item in reversed(items)}.values())[::-1]


def _function(item):
    return item.nodeid.partition("[")[0]
