"""Showing people what they typed, short enough for a line and harmless to a terminal."""

from typing import Any

LONGEST_QUOTED = 40


def quoted(value: Any) -> str:
    """Return a value in quotes, cut to a length that fits a line, without anything that would upset a terminal."""
    text = printable(str(value))
    return f'"{text[:LONGEST_QUOTED]}…"' if len(text) > LONGEST_QUOTED else f'"{text}"'


def printable(text: str) -> str:
    """Return text with `?` for control characters and broken Unicode."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
