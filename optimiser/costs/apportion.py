"""Whole parts of a whole: exact shares made whole so that they sum to their total, in one place."""

from collections.abc import Mapping
from fractions import Fraction


def round_half_up(amount: Fraction) -> int:
    """Return the nearest whole number; a half goes up (MEANING.md)."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def whole_parts(exact: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """Return whole parts that sum to `total`, by largest remainder; between equal remainders the first key wins.

    Args:
        exact: the exact part of each key; together within one of `total`.
        total: what the whole parts must sum to.

    Raises:
        ValueError: when the exact parts do not round to the total.
    """
    parts = {key: amount.numerator // amount.denominator for key, amount in exact.items()}
    missing = total - sum(parts.values())
    by_remainder = sorted(exact, key=lambda key: parts[key] - exact[key])
    if not 0 <= missing <= len(by_remainder):
        raise ValueError(f"parts that sum to {float(sum(exact.values()))} cannot be made to sum to {total}")
    for key in by_remainder[:missing]:
        parts[key] += 1
    return parts


def shared(whole: Fraction, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the exact share of `whole` for each key, in proportion to its weight; weights may not all be 0."""
    total = sum(weights.values(), Fraction(0))
    return {key: whole * weight / total for key, weight in weights.items()}
