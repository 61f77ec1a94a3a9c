"""Sets of characters that have no place in a text, each for who would stumble over them.

Each is the inside of a character class of a regular expression: `re.compile(f"[{XML}]")`.
"""

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""C0 and C1 controls but tab, line feed and carriage return."""

SEPARATORS = "\u2028\u2029"
"""Line and paragraph separators: line breaks that editors do not count."""

SURROGATES = "\ud800-\udfff"
"""Halves of a pair: no UTF-8 holds them."""

NO_CHARACTERS = "\ufffe\uffff"
"""Code points that are no characters, and never will be."""

DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of text, so that it reads otherwise than it is stored."""

XML = CONTROLS + SURROGATES + NO_CHARACTERS
"""What XML 1.0 forbids or discourages."""
