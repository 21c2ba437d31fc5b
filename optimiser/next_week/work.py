"""The work of the week after: visits, posts and covers moved on, without what has ended."""

from collections.abc import Iterator, Mapping

from models.cover import Cover
from models.request import RotaRequest
from models.visits import Post, Visit, Window
from optimiser.next_week.moving import Move


def moved_visits(request: RotaRequest, move: Move) -> tuple[Visit, ...]:
    """Return the visits moved on, in their order, each still due to somebody whose support has not ended by then."""
    names = move.names({visit.id: visit.windows[0].earliest_start.date() for visit in request.visits})
    windows = {visit.id: _windows(request, visit, move) for visit in request.visits}
    due = {visit_id: names[visit_id] for visit_id, own in windows.items() if own}
    return tuple(_moved(visit, windows[visit.id], due) for visit in request.visits if visit.id in due)


def _windows(request: RotaRequest, visit: Visit, move: Move) -> tuple[Window, ...]:
    """Return a visit's windows moved on, none that opens after the last date on which the person is supported."""
    last = request.service_user_by_id[visit.service_user_id].expected_end_date
    moved = (_window(window, move) for window in visit.windows)
    return tuple(window for window in moved if last is None or window.earliest_start.date() <= last)


def _window(window: Window, move: Move) -> Window:
    """Return a window moved on; one that the clocks going forward leave out in part opens no later than it closes."""
    latest = move.moment(window.latest_start)
    earliest = min(move.moment(window.earliest_start), latest)
    return window.model_copy(update={"earliest_start": earliest, "latest_start": latest})


def _moved(visit: Visit, windows: tuple[Window, ...], due: Mapping[str, str]) -> Visit:
    gaps = tuple(
        gap.model_copy(update={"after_visit_id": due[gap.after_visit_id]})
        for gap in visit.gaps
        if gap.after_visit_id in due
    )
    return visit.model_copy(update={"id": due[visit.id], "windows": windows, "gaps": gaps})


def moved_posts(request: RotaRequest, move: Move) -> tuple[Post, ...]:
    """Return the posts moved on; one that the clocks leave out altogether is none."""
    return tuple(_posts(request, move))


def _posts(request: RotaRequest, move: Move) -> Iterator[Post]:
    names = move.names({post.id: post.start.date() for post in request.posts})
    for post in request.posts:
        start, end = move.moment(post.start), move.moment(post.end)
        if start < end:
            yield post.model_copy(update={"id": names[post.id], "start": start, "end": end})


def moved_covers(request: RotaRequest, move: Move) -> tuple[Cover, ...]:
    """Return the covers moved on."""
    names = move.names({cover.id: cover.date for cover in request.covers})
    return tuple(
        cover.model_copy(update={"id": names[cover.id], "date": move.day(cover.date)}) for cover in request.covers
    )
