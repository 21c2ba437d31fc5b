"""New versions made from a roster: edited by hand, re-planned after changes, or with a package of visits taken on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.changes import Changes
from models.edits import Edits
from models.packages import Package
from models.request import RotaRequest
from models.roster import Duty, Roster
from service.rosters.keeping import CheckedRoster, checked_roster, refuse_broken
from service.rosters.making.papers import Papers, published_of, request_of, roster_of


@dataclass(frozen=True)
class NewVersion:
    """A roster past the referee, what it answers, and what is to be told of it.

    Attributes:
        checked: the roster.
        told: what is otherwise, as JSON holds it.
        request: the new version of the request that it answers; None = the one it was made from.
        document: that one's canonical JSON.
    """

    checked: CheckedRoster
    told: dict[str, Any]
    request: RotaRequest | None = None
    document: bytes | None = None

    @classmethod
    def answering(cls, request: RotaRequest, checked: CheckedRoster, told: dict[str, Any]) -> "NewVersion":
        """Return a roster that answers a new version of its request."""
        return cls(checked, told, request, request.canonical_json().encode())


def edited_version(papers: Papers, edits: Edits) -> NewVersion:
    """Return a roster with changes by hand.

    Raises:
        InputError: an edit names what is not there (E8540), or the roster breaks rules then (E8501, each of them).
    """
    from optimiser.edits import edited
    from optimiser.recommend.taken import with_reasons

    request, before = request_of(papers), roster_of(papers)
    bare = Roster(duties=edited(before.duties, edits.edits))
    checked = _checked_first(request, bare)
    roster = with_reasons(before, request, bare)
    return NewVersion(replace(checked, roster=roster), {"duties": duties_told(request, before, roster)})


def replanned_version(papers: Papers, changes: Changes) -> NewVersion:
    """Return a roster re-planned for changes, and for the request with them; told as `rota replan --json` does.

    Raises:
        InputError: the changes have problems, or no roster keeps the rules (E73xx).
    """
    from optimiser.replan import replan
    from service.commands.replan import as_document

    found = replan(request_of(papers), roster_of(papers), changes)
    checked = checked_roster(found.request, found.roster)
    return NewVersion.answering(found.request, checked, as_document(found, changes))


def offers_for(papers: Papers, package: Package, most: int) -> dict[str, Any]:
    """Return the best places for a package, as `rota place --json` does.

    Raises:
        InputError: the package does not fit the request (E71xx, E2xxx).
    """
    from optimiser.recommend.place import place
    from service.commands.place import offers_document

    return offers_document(place(published_of(papers), package, most))


def placed_version(papers: Papers, package: Package, duties: Sequence[Duty]) -> NewVersion:
    """Return a roster with a package taken on, and the request with its visits.

    Args:
        papers: of the roster.
        package: the package.
        duties: those that change, as an offer told them.

    Raises:
        InputError: the package does not fit the request (E71xx), or the roster breaks rules with it (E8501).
    """
    from models.edits import PutDuty
    from optimiser.edits import edited
    from optimiser.recommend.packages import with_package
    from optimiser.recommend.taken import with_reasons

    before = roster_of(papers)
    request, _ = with_package(request_of(papers), package)
    bare = Roster(duties=edited(before.duties, [PutDuty(duty=duty) for duty in duties]))
    checked = _checked_first(request, bare)
    roster = with_reasons(before, request, bare)
    told = {"duties": duties_told(request, before, roster)}
    return NewVersion.answering(request, replace(checked, roster=roster), told)


def _checked_first(request: RotaRequest, typed: Roster) -> CheckedRoster:
    """Have the referee judge what somebody typed before any of it is counted: it may hold anything at all."""
    from optimiser.checks import check

    refuse_broken(check(request, typed))
    return checked_roster(request, typed)


def duties_told(request: RotaRequest, before: Roster, after: Roster) -> list[dict[str, Any]]:
    """Return what is otherwise, a worker and date at a time, in sentences."""
    from optimiser.replan.difference import difference, sentences

    makers: dict[str, set[str]] = defaultdict(set)
    for duty in after.duties:
        for visit in duty.visits:
            makers[visit.visit_id].add(duty.worker_id)
    return [
        {
            "worker_id": change.worker_id,
            "date": change.date.isoformat(),
            "sentences": list(sentences(request, change, makers)),
        }
        for change in difference(before, after)
    ]
