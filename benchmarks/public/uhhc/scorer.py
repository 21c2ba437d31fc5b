"""Scores a day of Unified Home Healthcare from its instance and a solution in the published format alone.

What is counted, settled on the 16 published solutions, whose totals it gives exactly, and by the published validator:

    travel_time         minutes of all legs, from the departing and to the arrival point
    total_tardiness     of each service: minutes after its window's end of its start, or of its end where the instance
                        says so (`time_window_met`); its window is the last that had opened at its start
    highest_tardiness   the greatest of these
    total_waiting_time  minutes between the first and the last entry that are neither service, lunch nor travel; a
                        caregiver leaves just in time for the first entry, and no waiting follows a lunch had first
    total_extra_time    minutes back after the shift's end
    max_idle_time       the most of any caregiver: minutes from the shift's start to its end, or to the return where
                        that is later, without service, travel and lunch; a whole shift for who has no route
    preferences         services by a caregiver not among those the patient prefers
    unscheduled         optional patients not visited
    missed_lunch_break  caregivers due a lunch who have none

A lunch is had at a patient, before or after the journey; in a route without services at the base.
"""

from collections.abc import Iterator

from benchmarks.public.sets import Score
from benchmarks.public.uhhc.instance import Caregiver, Instance, Patient
from benchmarks.public.uhhc.rules import broken_rules
from benchmarks.public.uhhc.solution import Entry, Routes, read_solution
from benchmarks.public.uhhc.walk import walked

WEIGHT_OF = {"preferences": "caregiver_preferences", "unscheduled": "optional_patients"}


def score_solution(instance: Instance, text: str) -> Score:
    """Return a solution's total, its weighted components under the published names, and the rules it breaks."""
    routes = read_solution(text)
    violations = tuple(broken_rules(instance, routes))
    terms = weighted(instance, routes)
    return Score(sum(terms.values()), violations, terms)


def weighted(instance: Instance, routes: Routes) -> dict[str, float]:
    """Return each component times its weight."""
    return {
        name: amount * instance.weights.of(WEIGHT_OF.get(name, name))
        for name, amount in amounts(instance, routes).items()
    }


def amounts(instance: Instance, routes: Routes) -> dict[str, int]:
    """Return each component in its own unit: minutes, services, patients or caregivers."""
    staff = instance.caregivers
    walks = [walked(instance, caregiver, routes.get(caregiver.id, ())) for caregiver in staff]
    services = list(services_of(instance, routes))
    late = [lateness(instance, patient, entry) for _, patient, entry in services]
    visited = {patient.id for _, patient, _ in services}
    priced = {
        "qualification": sum(entry.service not in who.skills for who, _, entry in services),
        "incompabilities": sum(who.id in patient.incompatible for who, patient, _ in services),
    }
    return {
        "travel_time": sum(walk.travel for walk in walks),
        "total_tardiness": sum(late),
        "highest_tardiness": max(late, default=0),
        "total_waiting_time": sum(walk.waiting for walk in walks),
        "total_extra_time": sum(max(0, walk.back - who.end) for who, walk in zip(staff, walks, strict=True)),
        "max_idle_time": max((walk.idle for walk in walks), default=0),
        "preferences": sum(is_not_preferred(patient, who.id) for who, patient, _ in services),
        "unscheduled": sum(patient.id not in visited for patient in instance.patients),
        "missed_lunch_break": sum(who.has_lunch and not _has_lunch(routes.get(who.id, ())) for who in staff),
    } | {name: amount for name, amount in priced.items() if instance.weights.of(name)}


def services_of(instance: Instance, routes: Routes) -> Iterator[tuple[Caregiver, Patient, Entry]]:
    """Yield each service done with who does it and for whom; what names nobody is left to the rules."""
    patients = {patient.id: patient for patient in instance.patients}
    for caregiver in instance.caregivers:
        for entry in routes.get(caregiver.id, ()):
            if not entry.is_lunch and entry.patient in patients:
                yield caregiver, patients[entry.patient], entry


def lateness(instance: Instance, patient: Patient, entry: Entry) -> int:
    """Return by how many minutes a service is late in the last window that had opened, the first where none had."""
    opened = [window for window in patient.windows if window[0] <= entry.start] or [patient.windows[0]]
    return max(0, (entry.end if instance.met_at_end else entry.start) - opened[-1][1])


def is_not_preferred(patient: Patient, caregiver: str) -> bool:
    """Return whether a patient would rather have somebody else."""
    return patient.preferred is not None and caregiver not in patient.preferred


def _has_lunch(entries: tuple[Entry, ...]) -> bool:
    return any(entry.is_lunch for entry in entries)
