"""A day of Unified Home Healthcare, as its file says it: caregivers, patients, journeys and the weights of costs.

Times are whole minutes of the day, journeys whole minutes between rows of one matrix. A weight of null or "HARD" makes
a rule of what a number would price. Which of them can be rules is as in the set's validator (Ceschia, Da Ros, Di
Gaspero, Rosati and Schaerf, 2026): qualification, incompatibility, preferences, optional patients and lunch unless
weighed, lateness and the shift's end where "HARD". Where nothing weighs lateness, or extra time, it is a rule here too.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HARD = "HARD"
WEIGHED = {
    "travel_time",
    "total_tardiness",
    "highest_tardiness",
    "total_waiting_time",
    "total_extra_time",
    "max_idle_time",
    "caregiver_preferences",
    "optional_patients",
    "missed_lunch_break",
    "qualification",
    "incompabilities",
}
LUNCH = "lunch_break"


@dataclass(frozen=True)
class Weights:
    """What a unit of each component costs, under the names of the file; what is absent there is null."""

    told: dict[str, Any]

    def of(self, name: str) -> float:
        """Return what a unit of a component costs; 0 for a rule."""
        weight = self.told.get(name)
        return 0.0 if weight is None or weight == HARD else float(weight)

    def is_rule(self, name: str) -> bool:
        """Null or "HARD": kept always rather than priced."""
        return self.told.get(name) in (None, HARD)

    @property
    def no_lateness(self) -> bool:
        """No service may be late."""
        names = ("total_tardiness", "highest_tardiness")
        return any(self.told.get(name) == HARD for name in names) or all(map(self.is_rule, names))

    @property
    def no_extra_time(self) -> bool:
        """No caregiver may be back after the shift's end."""
        return self.is_rule("total_extra_time") or self.told.get("working_time") == HARD

    @property
    def scale(self) -> int:
        """The least power of ten that makes every weight whole."""
        weights = [self.of(name) for name in WEIGHED]
        return next(scale for scale in (1, 10, 100, 1000) if all((w * scale).is_integer() for w in weights))


@dataclass(frozen=True)
class Caregiver:
    """Who works, when, from where to where (rows of the matrix), and whether lunch is due."""

    id: str
    skills: frozenset[str]
    start: int
    end: int
    departs: int
    arrives: int
    has_lunch: bool


@dataclass(frozen=True)
class Patient:
    """Whom to visit: services with their minutes in order, windows in order, and how two services hang together.

    Attributes:
        least: minutes from the start of the first service to that of the second, at least; None = independent.
        preferred: caregivers asked for; None = all the same.
    """

    id: str
    place: int
    services: tuple[tuple[str, int], ...]
    windows: tuple[tuple[int, int], ...]
    is_optional: bool
    least: int | None
    most: int | None
    preferred: frozenset[str] | None
    incompatible: frozenset[str]


@dataclass(frozen=True)
class Lunch:
    """When a lunch may start, and its minutes."""

    earliest: int
    latest: int
    minutes: int


@dataclass(frozen=True)
class Instance:
    """All of a day; `journey` is [places][places] minutes."""

    weights: Weights
    met_at_end: bool  # a window's end is for the end of the service, not its start
    journey: list[list[int]]
    caregivers: tuple[Caregiver, ...]
    patients: tuple[Patient, ...]
    lunch: Lunch | None


def read_instance(path: Path) -> Instance:
    """Read an instance; raises ValueError where it weighs what the engine has no price for."""
    told = json.loads(path.read_text(encoding="utf-8"))
    weights = Weights(told["metadata"]["cost_components"])
    unknown = [name for name in weights.told if name not in WEIGHED and weights.of(name) > 0]
    if unknown:
        raise ValueError(f"{path}: {', '.join(unknown)} cannot be weighed")
    met_at_end = told["metadata"]["time_window_met"] == "at_service_end"
    terminals = {point["id"]: point["distance_matrix_index"] for point in told["terminal_points"]}
    minutes = {service["id"]: service.get("default_duration") for service in told["services"]}
    return Instance(
        weights=weights,
        met_at_end=met_at_end,
        journey=told["distances"],
        caregivers=tuple(_caregiver(each, terminals) for each in told["caregivers"]),
        patients=tuple(_patient(each, minutes) for each in told["patients"]),
        lunch=_lunch(told.get("lunch_breaks"), met_at_end),
    )


def _caregiver(told: dict[str, Any], terminals: dict[str, int]) -> Caregiver:
    return Caregiver(
        id=told["id"],
        skills=frozenset(told["abilities"]),
        start=told["working_shift"]["start"],
        end=told["working_shift"]["end"],
        departs=terminals[told["departing_point"]],
        arrives=terminals[told["arrival_point"]],
        has_lunch=bool(told.get("lunch_break")),
    )


def _patient(told: dict[str, Any], minutes: dict[str, int]) -> Patient:
    least, most = _gap(told.get("synchronization") or {})
    preferred = told.get("preferred_caregivers")
    return Patient(
        id=told["id"],
        place=told["distance_matrix_index"],
        services=tuple((each["service"], each.get("duration") or minutes[each["service"]]) for each in _required(told)),
        windows=tuple(sorted((window["start"], window["end"]) for window in told["time_windows"])),
        is_optional=bool(told.get("optional")),
        least=least,
        most=most,
        preferred=None if preferred is None else frozenset(preferred),
        incompatible=frozenset(told.get("incompatible_caregivers") or ()),
    )


def _required(told: dict[str, Any]) -> list[dict[str, Any]]:
    required: list[dict[str, Any]] = told["required_services"]
    return required


def _gap(synchronization: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the least and most minutes between the starts of two services; None twice where they are independent."""
    if synchronization.get("type") == "simultaneous":
        return 0, 0
    if synchronization.get("type") == "sequential":
        return synchronization["distance"]["min"], synchronization["distance"]["max"]
    return None, None


def _lunch(told: dict[str, int] | None, met_at_end: bool) -> Lunch | None:
    """Return the lunch; its end, like a window's, is for the end of lunch in some instances and the start in others."""
    if told is None:
        return None
    latest = told["end"] - (told["min_duration"] if met_at_end else 0)
    return Lunch(told["start"], latest, told["min_duration"])
