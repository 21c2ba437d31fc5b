"""The figures that stand in the store, the same whichever process is asked: the queue, solves, contact time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.store.database import Store
from service.store.tables import RosterState, Solve, SolveState, StoredRoster, Team, Week

SECONDS = (5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_200.0)
CONTACT_TIME = "contact_time_pct"


class StoreFigures(Collector):
    """Reads the figures when they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """Give each figure."""
        with self._store.reading() as session:
            yield _solves(session)
            yield _solve_seconds(session)
            yield _contact_time(session)


def _solves(session: Session) -> Metric:
    words = "Solves kept, by where they stand; queued = the queue's depth"
    family = GaugeMetricFamily("rota_solves", words, labels=["state"])
    counted = dict(session.execute(select(Solve.state, func.count()).group_by(Solve.state)).all())
    for state in SolveState:
        family.add_metric([state], counted.get(state, 0))
    return family


def _solve_seconds(session: Session) -> Metric:
    """Return how long the solves took that are kept, from their beginning to their end."""
    ended = select(Solve.began_at, Solve.ended_at).where(Solve.state == SolveState.DONE, Solve.began_at.is_not(None))
    taken = [_seconds(began, end) for began, end in session.execute(ended) if began and end]
    buckets = [(str(limit), sum(each <= limit for each in taken)) for limit in SECONDS]
    family = HistogramMetricFamily("rota_solve_seconds", "Seconds from a solve's beginning to its end")
    family.add_metric([], [*buckets, ("+Inf", len(taken))], sum_value=sum(taken))
    return family


def _contact_time(session: Session) -> Metric:
    """Return contact time of each team's latest published roster: percent of its rostered paid minutes."""
    words = "Contact minutes of rostered paid minutes, latest published roster"
    family = GaugeMetricFamily("rota_contact_time_percent", words, labels=["team"])
    for team, metrics in session.execute(_latest_published()):
        if metrics.get(CONTACT_TIME) is not None:
            family.add_metric([team], metrics[CONTACT_TIME])
    return family


def _latest_published() -> Select[tuple[str, dict[str, Any]]]:
    """Ask for each team's name and the metrics of its latest published roster."""
    published = StoredRoster.state == RosterState.PUBLISHED
    latest = select(Week.team_id, func.max(Week.starts).label("starts")).join(StoredRoster).where(published)
    found = latest.group_by(Week.team_id).subquery()
    return (
        select(Team.name, StoredRoster.metrics)
        .join(Week, Week.team_id == Team.id)
        .join(found, (found.c.team_id == Week.team_id) & (found.c.starts == Week.starts))
        .join(StoredRoster, StoredRoster.week_id == Week.id)
        .where(published)
    )


def _seconds(began: datetime, ended: datetime) -> float:
    return (ended - began).total_seconds()
