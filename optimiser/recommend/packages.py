"""A package joined to the request that it is offered to, once it is certain that it belongs there."""

from collections.abc import Iterator

from models.integrity import find_problems
from models.packages import Package
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.visits import Visit


def with_package(request: RotaRequest, package: Package) -> tuple[RotaRequest, tuple[Visit, ...]]:
    """Return the request with a package's visits that lie in its horizon, and these visits.

    Raises:
        InputError: with everything that is wrong with the package, under E71xx; or with its records, under E2xxx.
    """
    problems = list(_problems(request, package))
    if problems:
        raise InputError(problems)
    visits = package.visits_in(request.horizon)
    rows: dict[str, object] = {"visits": (*request.visits, *visits)}
    if package.service_user is not None:
        rows["service_users"] = (*request.service_users, package.service_user)
    if package.place is not None:
        rows["places"] = (*request.places, package.place)
    joined = request.changed(**rows)
    users = {visit.service_user_id for visit in visits}
    alone = joined.changed(
        visits=visits,
        service_users=tuple(user for user in joined.service_users if user.id in users),
        pins=(),
        as_was=(),
    )
    problems = [problem for problem in find_problems(alone) if problem.file in ("visits", "service_users", "places")]
    if problems:
        raise InputError(problems)
    return joined, visits


def _problems(request: RotaRequest, package: Package) -> Iterator[Problem]:
    """Yield what is wrong with a package beside the records that it holds."""
    known, user = package.service_user_id in request.service_user_by_id, package.service_user
    if user is None and not known:
        cause = f"package {package.id} names service user {package.service_user_id}, who is not in the request"
        yield Problem(code="E7103", cause=cause, action="correct the id, or add service_user and place to the package")
    if user is not None and (known or user.id != package.service_user_id):
        cause = f"service user {user.id} comes with package {package.id}"
        cause += " and is in the request already" if known else f", which is for {package.service_user_id}"
        yield Problem(code="E7104", cause=cause, action="leave service_user out, or give both the same new id")
    if package.place is not None and package.place.id in request.place_by_id:
        cause = f"place {package.place.id} of package {package.id} is in the request already"
        yield Problem(code="E7104", cause=cause, action="leave place out, or give it an id of its own")
    if package.last_date is not None and (package.weeks is not None or package.last_date < package.first_date):
        cause = f"package {package.id} has a last date " + (
            "and a number of weeks" if package.weeks is not None else "before its first"
        )
        yield Problem(code="E7105", cause=cause, action="give the first date and one of last_date and weeks")
    yield from _visit_problems(request, package)


def _visit_problems(request: RotaRequest, package: Package) -> Iterator[Problem]:
    names = [visit.name for visit in package.visits]
    if len(set(names)) < len(names):
        cause = f"two visits of package {package.id} have one name"
        yield Problem(code="E7105", cause=cause, action="name each differently, as morning and tea")
    visits, dates = package.visits_in(request.horizon), request.horizon.dates
    if not visits:
        cause = f"no visit of package {package.id}, {package.first_date} to {package.end_date}, "
        cause += f"lies in the request's dates, {dates[0]} to {dates[-1]}"
        yield Problem(code="E7106", cause=cause, action="correct the dates or weekdays, or give that week's request")
    taken = [visit.id for visit in visits if visit.id in request.visit_by_id]
    if taken:
        cause = f"visit {taken[0]} (and {len(taken) - 1} more) of package {package.id} is in the request already"
        yield Problem(code="E7107", cause=cause, action="give the package another id, if it is not the same one again")
