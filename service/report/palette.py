"""The page's colours: told apart by people with any colour vision, and never the only sign of anything.

Categories of paid time follow Okabe and Ito's colour-blind-safe set; shift kinds carry their name beside the colour.
"""

from dataclasses import dataclass

from models.patterns import PatternKind


@dataclass(frozen=True)
class Category:
    """One category of the ledger as the page draws it."""

    key: str
    name: str
    meaning: str
    colour: str


CATEGORIES = (
    Category("contact", "Contact", "with service users", "#0b6aa2"),
    Category("travel", "Travel", "journeys between visits, and to and from a base", "#e07b00"),
    Category("wait", "Wait", "paid gaps between visits", "#f2c318"),
    Category("break", "Break", "rest breaks that are paid", "#8a949e"),
    Category("handover", "Handover", "handover and admin at the start of a duty", "#8b5fa6"),
    Category("training", "Training", "training and supervision", "#2f9e73"),
    Category("standby", "Standby", "cover at a scheme or the out-of-hours desk", "#64b5dd"),
    Category("absence", "Absence", "paid leave and sickness", "#c98f8a"),
    Category("unrostered", "Unrostered", "contract hours owed and in no duty", "#c4ccd4"),
)
CATEGORY_BY_KEY = {category.key: category for category in CATEGORIES}

KIND_COLOURS = {
    PatternKind.EARLY: ("#fdeab8", "#4a3500"),
    PatternKind.LATE: ("#cfe5f7", "#08304f"),
    PatternKind.NIGHT: ("#27364f", "#ffffff"),
    PatternKind.SPLIT: ("#e3d6ef", "#3b2156"),
    PatternKind.LONG: ("#cdebdc", "#0c3d28"),
    PatternKind.SHORT: ("#f8d9cf", "#5a1e0c"),
}

ROUTE_COLOURS = (
    "#0b6aa2", "#d55e00", "#1b8a5f", "#8b5fa6", "#b0851a", "#c2437a", "#2f7f93", "#7a5230", "#4c5fb5", "#6a8a22",
)  # fmt: skip


ROUTE_DASHES = ("", "dashed", "dotted")
"""When the colours have all been used, they start again with the next of these."""


def stylesheet() -> str:
    """Return the CSS custom properties and classes made from the colours above."""
    rules = [f".c-{each.key}{{fill:{each.colour};background:{each.colour}}}" for each in CATEGORIES]
    rules += [f".k-{kind.value}{{background:{back};color:{text}}}" for kind, (back, text) in KIND_COLOURS.items()]
    rules += [f".r{index}{{stroke:{colour};--route:{colour}}}" for index, colour in enumerate(ROUTE_COLOURS)]
    return "\n".join(rules)
