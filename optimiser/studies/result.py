"""What a study finds: a row of figures for each scenario, which of them nothing else beats, and the cheapest set."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ScenarioResult:
    """One scenario's roster in figures; None where it cannot be rostered, and then `problems` says why."""

    name: str
    levers: str  # in words; empty for the request as it is
    contact_time_pct: float | None = None  # of rostered paid minutes
    contact_time_ceiling_pct: float | None = None  # of rostered paid minutes; None where not asked for
    cost_per_contact_hour_pence: int | None = None
    visits_required: int = 0
    visits_required_unserved: int | None = None
    visits_waiting_list_served: int | None = None
    preferences_granted_pct: float | None = None  # of preferences stated
    split_duties: int | None = None
    people_disturbed: int | None = None  # workers of the base with other dates or patterns than there
    contact_minutes: int | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class TargetResult:
    """What was tried to reach a target, and the cheapest set that does, a contact hour; None where none does."""

    contact_time_pct: float
    tried: tuple[ScenarioResult, ...]
    not_tried: int  # sets of levers
    cheapest: ScenarioResult | None
    sentence: str


@dataclass(frozen=True)
class StudyResult:
    """A study's scenarios, the request as it is first; the limits each was solved under; the target where asked for.

    Attributes:
        set_out_from: what every scenario begins with, in words.
        unbeaten: names of the scenarios that nothing beats.
    """

    name: str
    set_out_from: str
    scenarios: tuple[ScenarioResult, ...]
    seconds_each: float | None
    work_limit: int | None
    seed: int
    unbeaten: tuple[str, ...]
    target: TargetResult | None = None


def unbeaten(results: Sequence[ScenarioResult]) -> tuple[str, ...]:
    """Return the names of the scenarios that no other beats.

    One beats another that is no better in contact time, promised visits unserved, preferences granted and split
    duties, and worse in one of them.
    """
    marks = {each.name: _marks(each) for each in results if each.contact_time_pct is not None}
    return tuple(name for name, own in marks.items() if not any(_beats(other, own) for other in marks.values()))


def _marks(result: ScenarioResult) -> tuple[float, ...]:
    unwanted = result.visits_required_unserved or 0, result.split_duties or 0
    return result.contact_time_pct or 0.0, result.preferences_granted_pct or 0.0, *(-float(each) for each in unwanted)


def _beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one != other and all(mine >= theirs for mine, theirs in zip(one, other, strict=True))
