"""What workers asked for, and whether they got it; the referee says which wish is granted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.wishes import Preference, PreferenceKind
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.wishes import is_granted
from service.bundle import Bundle
from service.report.words import day_name

KIND_WORDS = {
    PreferenceKind.WANT: "would like",
    PreferenceKind.RATHER_NOT: "would rather not",
    PreferenceKind.CANNOT: "cannot",
}


@dataclass(frozen=True)
class Wish:
    """One preference in words, and whether the roster grants it."""

    worker_id: str
    date: date
    day: str
    kind: PreferenceKind
    words: str
    strength: int
    granted: bool
    granting: str = ""


@dataclass(frozen=True)
class WorkerRow:
    """One worker's wishes: asked, granted and refused now, and refused in earlier weeks."""

    worker_id: str
    asked: int
    granted: int
    refused: int
    refused_before: int
    cannots: int


@dataclass(frozen=True)
class Wishes:
    """Every wish, and a row for each worker who has one or was refused one before."""

    wishes: tuple[Wish, ...]
    workers: tuple[WorkerRow, ...]
    asked: int
    granted: int
    cannots: int
    cannots_kept: int
    grantings: bool = False


def wish_words(preference: Preference) -> str:
    """Return a preference as people say it: would rather not the late shift."""
    if preference.span:
        when = f"between {preference.span.start:%H:%M} and {preference.span.end:%H:%M}"
        return f"{KIND_WORDS[preference.kind]} work {when}"
    if preference.pattern_id:
        return f"{KIND_WORDS[preference.kind]} work shift {preference.pattern_id}"
    return f"{KIND_WORDS[preference.kind]} work that day"


def wishes_of(bundle: Bundle) -> tuple[Wish, ...]:
    """Return every wish of a known worker, by worker and date."""
    index = RosterIndex(bundle.request, bundle.roster)
    grantings = bundle.explanation.wishes if bundle.explanation else ()
    told = {each.preference_id: each.sentence.split(": ", 1)[1] for each in grantings}
    known = [each for each in bundle.request.preferences if each.worker_id in index.duties_by_worker]
    return tuple(
        Wish(
            worker_id=each.worker_id,
            date=each.date,
            day=day_name(each.date),
            kind=each.kind,
            words=wish_words(each),
            strength=each.strength,
            granted=is_granted(each, index.duties_by_worker[each.worker_id]),
            granting=told.get(each.id, ""),
        )
        for each in sorted(known, key=lambda wish: (wish.worker_id, wish.date, wish.id))
    )


def _tally(wishes: Iterable[Wish]) -> Counter[str]:
    """Count asked, granted, refused among the wishes that may be refused, and the `cannot`s apart."""
    tally: Counter[str] = Counter()
    for wish in wishes:
        if wish.kind is PreferenceKind.CANNOT:
            tally.update(["cannots", "kept"] if wish.granted else ["cannots"])
        else:
            tally.update(["asked", "granted" if wish.granted else "refused"])
    return tally


def _worker_rows(bundle: Bundle, wishes: tuple[Wish, ...]) -> list[WorkerRow]:
    rows = []
    for worker in bundle.request.workers:
        tally = _tally(wish for wish in wishes if wish.worker_id == worker.id)
        if tally or worker.carried.wishes_refused:
            rows.append(
                WorkerRow(
                    worker.id, tally["asked"], tally["granted"], tally["refused"],
                    worker.carried.wishes_refused, tally["cannots"],
                )
            )  # fmt: skip
    return rows


def view(bundle: Bundle) -> Wishes:
    """Return the section's figures and rows."""
    wishes = wishes_of(bundle)
    tally = _tally(wishes)
    return Wishes(
        wishes=wishes,
        workers=tuple(_worker_rows(bundle, wishes)),
        asked=tally["asked"],
        granted=tally["granted"],
        cannots=tally["cannots"],
        cannots_kept=tally["kept"],
        grantings=any(wish.granting for wish in wishes),
    )
