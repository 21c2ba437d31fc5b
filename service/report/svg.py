"""Writing SVG: elements with escaped attributes and numbers no longer than the eye needs."""

from collections.abc import Iterable

from markupsafe import Markup, escape

Attribute = str | int | float


def number(value: float) -> str:
    """Return `value` with at most one decimal and no trailing zero, so that thousands of shapes stay small."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def element(name: str, *children: str, **attributes: Attribute) -> Markup:
    """Return one SVG element.

    Args:
        name: the element's name.
        children: text (escaped) or other elements (kept).
        attributes: `stroke_width` becomes `stroke-width`, `class_` becomes `class`; values are escaped.
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    if not children:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{joined(children)}</{name}>")


def _value(value: Attribute) -> str:
    return number(value) if isinstance(value, float) else str(escape(value))


def joined(parts: Iterable[str]) -> Markup:
    """Return the parts one after the other, escaping those that are plain text."""
    return Markup("").join(escape(part) for part in parts)


def share(value: float, whole: float) -> str:
    """Return `value` of `whole` as a percentage for a coordinate, kept inside 0 to 100; 0% of nothing."""
    part = 100 * value / whole if whole else 0.0
    return f"{min(100.0, max(0.0, part)):.2f}%"
