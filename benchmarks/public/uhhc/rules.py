"""The rules of a day of Unified Home Healthcare, checked on a solution alone; every one that is broken is said.

The simultaneous start of two services is checked here; the published validator compares a service with itself. Services
and lunches last exactly what they should: a longer lunch would hide waiting.
"""

from collections import defaultdict
from collections.abc import Iterator

from benchmarks.public.uhhc.instance import Caregiver, Instance, Patient
from benchmarks.public.uhhc.solution import Entry, Routes
from benchmarks.public.uhhc.walk import walked

Done = dict[tuple[str, str], list[tuple[str, Entry]]]  # (caregiver, entry) by patient and service


def broken_rules(instance: Instance, routes: Routes) -> Iterator[str]:
    """Yield every broken rule in words."""
    known = {caregiver.id for caregiver in instance.caregivers}
    yield from (f"there is no caregiver {name}" for name in routes if name not in known)
    done: Done = defaultdict(list)
    for caregiver in instance.caregivers:
        entries = routes.get(caregiver.id, ())
        yield from _way(instance, caregiver, entries)
        yield from _lunches(instance, caregiver, entries)
        for entry in entries:
            if not entry.is_lunch:
                done[entry.patient, entry.service].append((caregiver.id, entry))
                yield from _service(instance, caregiver, entry)
    for patient in instance.patients:
        yield from _patient(instance, patient, done)


def _way(instance: Instance, caregiver: Caregiver, entries: tuple[Entry, ...]) -> Iterator[str]:
    """A caregiver leaves within the shift and has time for every journey."""
    walk = walked(instance, caregiver, entries)
    if walk.leaves < caregiver.start:
        yield f"{caregiver.id} leaves at {walk.leaves}, before the shift starts at {caregiver.start}"
    if instance.weights.no_extra_time and walk.back > caregiver.end:
        yield f"{caregiver.id} is back at {walk.back}, after the shift ends at {caregiver.end}"
    for entry, gap in zip(entries[1:], walk.gaps, strict=True):
        if gap < 0:
            yield f"{caregiver.id} would be {-gap} minutes too late for {entry.service} at {entry.patient}"


def _lunches(instance: Instance, caregiver: Caregiver, entries: tuple[Entry, ...]) -> Iterator[str]:
    """At most one lunch, only where due, of its length and within its bounds."""
    lunches = [entry for entry in entries if entry.is_lunch]
    due = caregiver.has_lunch and instance.lunch is not None
    if len(lunches) > due:
        yield f"{caregiver.id} has {len(lunches)} lunches"
    if due and not lunches and instance.weights.is_rule("missed_lunch_break"):
        yield f"{caregiver.id} has no lunch"
    for lunch in lunches:
        if instance.lunch is None:
            continue
        if not instance.lunch.earliest <= lunch.start <= instance.lunch.latest:
            yield f"{caregiver.id} has lunch at {lunch.start}"
        if lunch.end - lunch.start != instance.lunch.minutes:
            yield f"{caregiver.id} has lunch for {lunch.end - lunch.start} minutes"


def _service(instance: Instance, caregiver: Caregiver, entry: Entry) -> Iterator[str]:
    """A service that its patient needs, by somebody who may, of its length, not early, in time where that is a rule."""
    patient = next((each for each in instance.patients if each.id == entry.patient), None)
    minutes = dict(patient.services).get(entry.service) if patient else None
    what = f"{entry.service} at {entry.patient}"
    if patient is None or minutes is None:
        yield f"nobody needs {what}"
        return
    if entry.end - entry.start != minutes:
        yield f"{what} lasts {entry.end - entry.start} minutes, not {minutes}"
    if entry.start < patient.windows[0][0]:
        yield f"{what} is early, at {entry.start}"
    if instance.weights.no_lateness and not _is_in_time(instance, patient, entry):
        yield f"{what} is late, at {entry.start}"
    yield from _may_do(instance, caregiver, patient, entry)


def _is_in_time(instance: Instance, patient: Patient, entry: Entry) -> bool:
    latest = entry.end if instance.met_at_end else entry.start
    return any(start <= entry.start and latest <= end for start, end in patient.windows)


def _may_do(instance: Instance, caregiver: Caregiver, patient: Patient, entry: Entry) -> Iterator[str]:
    """The caregiver is able, compatible, and preferred where that is no wish but a rule."""
    what = f"{entry.service} at {entry.patient}"
    if entry.service not in caregiver.skills and instance.weights.is_rule("qualification"):
        yield f"{caregiver.id} is not able to do {what}"
    if caregiver.id in patient.incompatible and instance.weights.is_rule("incompabilities"):
        yield f"{caregiver.id} may not do {what}"
    is_rule = instance.weights.is_rule("caregiver_preferences")
    if is_rule and patient.preferred is not None and caregiver.id not in patient.preferred:
        yield f"{caregiver.id} is not preferred for {what}"


def _patient(instance: Instance, patient: Patient, done: Done) -> Iterator[str]:
    """All services once each, or none where optional; two by different caregivers, as far apart as asked."""
    found = [done[patient.id, service] for service, _ in patient.services]
    if not any(found):
        if not patient.is_optional or instance.weights.is_rule("optional_patients"):
            yield f"{patient.id} is not visited"
        return
    for (service, _), each in zip(patient.services, found, strict=True):
        if len(each) != 1:
            yield f"{service} at {patient.id} is done {len(each)} times"
    if len(found) == 2 and all(len(each) == 1 for each in found):
        yield from _pair(patient, *found[0][0], *found[1][0])


def _pair(patient: Patient, one: str, first: Entry, other: str, second: Entry) -> Iterator[str]:
    """Two services of a patient: two caregivers, and starts as far apart as asked."""
    gap = second.start - first.start
    if one == other:
        yield f"{one} does both services at {patient.id}"
    if patient.least is not None and patient.most is not None and not patient.least <= gap <= patient.most:
        yield f"services at {patient.id} start {gap} minutes apart, not {patient.least} to {patient.most}"
