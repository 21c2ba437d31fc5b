"""A home-care day in the published format, small enough to score by hand.

One place a row: base 0, patient p 1, patient q 2; 10 minutes between base and p, 20 between p and q, 25 between q and
base. Anna does `wash` and `dress`, Ben `dress`; both work 0-100 and are due 10 minutes of lunch between 40 and 60.
"""

import json
from pathlib import Path
from typing import Any

from benchmarks.public.uhhc.instance import Instance, read_instance

JOURNEY = [[0, 10, 25], [10, 0, 20], [25, 20, 0]]
WEIGHTS: dict[str, Any] = {
    "travel_time": 2,
    "total_tardiness": 3,
    "highest_tardiness": 5,
    "total_waiting_time": 7,
    "total_extra_time": 11,
    "max_idle_time": 13,
    "caregiver_preferences": 17,
    "optional_patients": 19,
    "missed_lunch_break": 23,
}


def caregiver(name: str, *skills: str, **told: Any) -> dict[str, Any]:
    usual = {"departing_point": "base", "arrival_point": "base", "lunch_break": True}
    return usual | {"id": name, "abilities": list(skills), "working_shift": {"start": 0, "end": 100}} | told


def patient(name: str, place: int, *services: tuple[str, int], **told: Any) -> dict[str, Any]:
    required = [{"service": service, "duration": minutes} for service, minutes in services]
    usual = {"time_windows": [{"start": 10, "end": 20}], "optional": False}
    return usual | {"id": name, "distance_matrix_index": place, "required_services": required} | told


def day(
    folder: Path,
    *patients: dict[str, Any],
    caregivers: tuple[dict[str, Any], ...] | None = None,
    weights: dict[str, Any] = WEIGHTS,
    met: str = "at_service_start",
) -> Instance:
    """Write a day's file and read it."""
    told = {
        "metadata": {"time_window_met": met, "cost_components": weights},
        "distances": JOURNEY,
        "terminal_points": [{"id": "base", "distance_matrix_index": 0}],
        "caregivers": list(caregivers or (caregiver("anna", "wash", "dress"), caregiver("ben", "dress"))),
        "patients": list(patients),
        "services": [{"id": name, "default_duration": 15} for name in ("wash", "dress")],
        "lunch_breaks": {"start": 40, "end": 60, "min_duration": 10},
    }
    path = folder / "day.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return read_instance(path)


def solution(**routes: list[tuple[str, str, int, int]]) -> str:
    """A solution's text; a route is (patient, service, start, end) in order."""
    told = [
        {
            "caregiver_id": name,
            "locations": [
                {"patient": patient, "service": service, "arrival_time": start, "departure_time": end}
                for patient, service, start, end in route
            ],
        }
        for name, route in routes.items()
    ]
    return json.dumps({"cost_components": {}, "routes": told})
