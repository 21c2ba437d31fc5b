"""The versions of a week's roster as its page shows them: figures side by side, what there is to read of each."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import defer

from service.access.acting import Rows
from service.pages.dates import moment_told
from service.pages.readings import readings_of_roster
from service.pages.standing import ROSTER_STANDS
from service.store.tables import RosterState, StoredRoster, Week
from service.words import figure

MOST_SHOWN = 20


@dataclass(frozen=True)
class Figure:
    """A metric as a page shows it; the registry that knows its label takes tables to load, which a page does without.

    Attributes:
        slug: its key in a roster's metrics.
        label: what it is.
        unit: of its value.
        of: its denominator in words.
    """

    slug: str
    label: str
    unit: str
    of: str = ""


FIGURES = (
    Figure("contact_time_pct", "Contact time", "%", "of rostered paid time"),
    Figure("contact_time_ceiling_pct", "Ceiling of contact time", "%", "of rostered paid time"),
    Figure("cost_per_contact_hour_pence", "Cost", "pence", "per contact hour"),
    Figure("visits_required_unserved", "Visits nobody makes", "visits", "of the required visits"),
    Figure("preferences_granted_pct", "Preferences granted", "%", "of those stated"),
    Figure("violations", "Rules broken", "violations", "in the whole roster"),
)


@dataclass(frozen=True)
class Version:
    """A version of a roster."""

    id: int
    number: int
    stands: str
    is_draft: bool
    made: str
    figures: list[tuple[str, str, str]]
    readings: list[tuple[str, str]]


def versions_of(rows: Rows, week: Week) -> list[Version]:
    """Return the newest versions of a week's roster, the newest first."""
    query = select(StoredRoster).where(StoredRoster.week_id == week.id).options(defer(StoredRoster.document))
    return [
        _shown(rows, each) for each in rows.session.scalars(query.order_by(StoredRoster.id.desc()).limit(MOST_SHOWN))
    ]


def _shown(rows: Rows, stored: StoredRoster) -> Version:
    state = RosterState(stored.state)
    published = f"; published on {moment_told(stored.published_at)}" if stored.published_at else ""
    return Version(
        id=stored.id,
        number=stored.number,
        stands=ROSTER_STANDS[state],
        is_draft=state is RosterState.DRAFT,
        made=f"{stored.origin.capitalize()} on {moment_told(stored.created_at)}{published}.",
        figures=[(each.label, figure(stored.metrics.get(each.slug), each.unit), each.of) for each in FIGURES],
        readings=readings_of_roster(rows, stored),
    )
