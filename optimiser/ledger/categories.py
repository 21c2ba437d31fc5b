"""What a paid minute can be: MEANING.md's categories, in the order in which reports show them."""

from enum import StrEnum


class Category(StrEnum):
    """The one thing a paid minute is."""

    CONTACT = "contact"
    TRAVEL = "travel"
    HANDOVER = "handover"
    TRAINING = "training"
    BREAK = "break"
    STANDBY = "standby"
    WAIT = "wait"
    ABSENCE = "absence"
    UNROSTERED = "unrostered"


PAID_AWAY = (Category.ABSENCE, Category.UNROSTERED)
"""Paid, but not rostered: what *all paid minutes* hold and *rostered paid minutes* do not."""
