"""A study: scenarios as changes to a rota request, and a target with the levers that might reach it."""

from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from models.base import Id, Pence, Record
from models.clock import Day
from models.patterns import PatternKind, ShiftPattern

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class MoveWorkers(Record):
    """Workers who move to shifts of one kind and work no others: from days to nights, say, by volunteering."""

    lever: Literal["move_workers"] = "move_workers"
    to: PatternKind
    workers: int | tuple[Id, ...] = Field(description="which, or how many: to nights, of those who volunteer")


class ShareConstituencies(Record):
    """Workers of each of these constituencies may work in the others too."""

    lever: Literal["share_constituencies"] = "share_constituencies"
    constituencies: tuple[Id, ...] = Field(default=(), description="none named = all")


class MergeConstituencies(Record):
    """These constituencies become one."""

    lever: Literal["merge_constituencies"] = "merge_constituencies"
    constituencies: tuple[Id, ...] = Field(min_length=2)
    name: Id


class BankPool(Record):
    """A pool of bank workers who may work anywhere, paid by the hour."""

    lever: Literal["bank_pool"] = "bank_pool"
    workers: int = Field(gt=0, le=500)
    most_minutes_a_week: int = Field(default=1_200, gt=0, le=3_600)
    pay_pence_per_hour: int | None = Field(default=None, gt=0, le=20_000, description="None = the middle worker's")


class AddPattern(Record):
    """A shift pattern that workers may be rostered on besides their own."""

    lever: Literal["add_pattern"] = "add_pattern"
    pattern: ShiftPattern
    workers: tuple[Id, ...] = Field(default=(), description="none named = everybody")


class ForbidPatterns(Record):
    """Patterns, or all of some kinds, that nobody works any more; a worker keeps their own if nothing else is left."""

    lever: Literal["forbid_patterns"] = "forbid_patterns"
    patterns: tuple[Id, ...] = ()
    kinds: tuple[PatternKind, ...] = Field(default=(), description="split = straight shifts only")

    @model_validator(mode="after")
    def _names_something(self) -> "ForbidPatterns":
        if not self.patterns and not self.kinds:
            raise ValueError("patterns or kinds must be named")
        return self


class MostSplits(Record):
    """A cap on the split duties that a worker has in a week."""

    lever: Literal["most_splits_a_week"] = "most_splits_a_week"
    most: int = Field(ge=0, le=7)


class WidenWindows(Record):
    """Visits may start so many minutes earlier and later; those that are time-critical only where said."""

    lever: Literal["widen_windows"] = "widen_windows"
    minutes: int = Field(gt=0, le=240)
    time_critical_too: bool = False


class TakeWaitingList(Record):
    """Visits from the waiting list are promised; those that may start in the quiet hours first, or only they."""

    lever: Literal["take_waiting_list"] = "take_waiting_list"
    visits: int = Field(gt=0, le=10_000)
    off_peak_only: bool = True


class RecutContracts(Record):
    """Contracts of another length, for named workers or for all who have one of a certain length now."""

    lever: Literal["recut_contracts"] = "recut_contracts"
    minutes_per_week: int = Field(ge=0, le=3_600)
    workers: tuple[Id, ...] = Field(default=(), description="none named = all permanent workers")
    from_minutes_per_week: int | None = Field(default=None, description="only those who have this length now")


class DischargeSurge(Record):
    """People discharged from hospital at once, each needing what somebody supported now needs, from a date on."""

    lever: Literal["discharge_surge"] = "discharge_surge"
    people: int = Field(gt=0, le=1_000)
    from_date: Day | None = Field(default=None, description="None = the horizon's first date")


class MoreSickness(Record):
    """So many percent of all workers ill for the whole horizon, drawn from a seed."""

    lever: Literal["sickness"] = "sickness"
    percent: int = Field(gt=0, le=90)
    seed: int = Field(default=1, ge=0)


AnyLever = (
    MoveWorkers
    | ShareConstituencies
    | MergeConstituencies
    | BankPool
    | AddPattern
    | ForbidPatterns
    | MostSplits
    | WidenWindows
    | TakeWaitingList
    | RecutContracts
    | DischargeSurge
    | MoreSickness
)
LEVER_NAMES: tuple[str, ...] = tuple(
    each.model_fields["lever"].default
    for each in (
        MoveWorkers,
        ShareConstituencies,
        MergeConstituencies,
        BankPool,
        AddPattern,
        ForbidPatterns,
        MostSplits,
        WidenWindows,
        TakeWaitingList,
        RecutContracts,
        DischargeSurge,
        MoreSickness,
    )
)


def _rightly_named(value: Any) -> Any:
    """Return the lever as given, once it is certain that there is one of that name."""
    name = value.get("lever") if isinstance(value, dict) else None
    if name is None or name in LEVER_NAMES:
        return value
    nearest = get_close_matches(str(name), LEVER_NAMES, 1, 0.5)
    hint = f'the nearest is "{nearest[0]}"' if nearest else f"there are {', '.join(LEVER_NAMES)}"
    raise ValueError(f'there is no lever "{str(name)[:40]}"; {hint}')


Lever = Annotated[AnyLever, Field(discriminator="lever"), BeforeValidator(_rightly_named)]


class Scenario(Record):
    """Levers pulled together, in order, under a name of their own."""

    name: Title
    levers: tuple[Lever, ...] = Field(min_length=1)


class Target(Record):
    """A share of contact time to be reached, in percent of rostered paid minutes, and what may be done to reach it."""

    contact_time_pct: float = Field(gt=0, le=100)
    levers: tuple[Lever, ...] = Field(min_length=1, max_length=8)


class Study(Record):
    """Scenarios compared with the request as it is, and a target to be reached at least cost."""

    name: Title = "study"
    changed_shift_pence: Pence = Field(
        default=500,
        description="what each scenario weighs a worker's changed shift at: on duty though free in the roster all set "
        "out from, free though on duty, or another pattern; assumed, so that a duty moved to another date costs twice",
    )
    scenarios: tuple[Scenario, ...] = ()
    target: Target | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "Study":
        names = [scenario.name for scenario in self.scenarios]
        if not names and self.target is None:
            raise ValueError("a study has scenarios, a target or both")
        twice = next((name for number, name in enumerate(names) if name in names[:number]), None)
        if twice is not None:
            raise ValueError(f'two scenarios are called "{twice}"')
        return self
