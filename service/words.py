"""How figures are written for people: pounds, hours and shares, always from whole pence and whole minutes."""


def pounds(pence: int) -> str:
    """Return whole pence as pounds, as in £1,234.50 or -£0.05."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def hours(minutes: int) -> str:
    """Return minutes as hours with one decimal, as in 1,234.5 h."""
    return f"{minutes / 60:,.1f} h"


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal, or a dash when there is no whole to take it of."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


def figure(value: float | None, unit: str) -> str:
    """Return a metric's value in its unit, or a dash where there is none.

    Args:
        value: in the metric's own unit.
        unit: as the registry of metrics names it: %, pence, minutes, or what is counted.
    """
    if value is None:
        return "-"
    if unit == "pence":
        return pounds(round(value))
    if unit == "minutes":
        return hours(round(value))
    if unit == "%":
        return f"{value:.1f}%"
    return f"{value:,}"


def change(value: float | None, unit: str) -> str:
    """Return a difference of two such values with its sign; one of percentages is in points."""
    if value is None:
        return "-"
    amount = f"{abs(value):.1f} points" if unit == "%" else figure(abs(value), unit)
    return f"{'-' if value < 0 else '+'}{amount}" if value else amount
