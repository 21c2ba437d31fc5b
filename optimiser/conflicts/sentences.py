"""What each rule asks of a worker, in words, and what a leader could do about it."""

from collections.abc import Callable, Sequence

from models.line_terms import LineBound
from models.request import RotaRequest
from models.rules import RULE_NAMES, RuleCode
from models.wishes import PreferenceKind
from models.workers import Worker

Fact = Callable[[RotaRequest, Worker], str]


def rule_text(code: RuleCode) -> str:
    """Return a rule's code and name."""
    return f"{code.value} {RULE_NAMES[code]}"


def worker_fact(request: RotaRequest, worker_id: str, code: RuleCode) -> str:
    """Return what a rule asks of a worker."""
    fact = FACTS.get(code)
    return fact(request, request.worker_by_id[worker_id]) if fact else RULE_NAMES[code]


def post_fact(request: RotaRequest, post_id: str) -> str:
    """Return when a post must be covered."""
    post = request.post_by_id[post_id]
    return f"post {post_id} from {post.start:%Y-%m-%d %H:%M} to {post.end:%Y-%m-%d %H:%M}"


def cover_fact(request: RotaRequest, cover_id: str) -> str:
    """Return what a cover must have."""
    cover = next(each for each in request.covers if each.id == cover_id)
    role = f" counted for {cover.skill}" if cover.skill else ""
    return f"cover {cover_id} asks for at least {cover.least} of {cover.pattern_id}{role} on {cover.date}"


def action(codes: Sequence[RuleCode]) -> str:
    """Return what would help with a clash of these rules."""
    return " or ".join(dict.fromkeys(ACTIONS.get(code, f"ease {RULE_NAMES[code]}") for code in codes))


def hours(minutes: int) -> str:
    """Return minutes as hours and minutes."""
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes // 60} h {minutes % 60:02} min"


def _pins(request: RotaRequest, worker: Worker) -> str:
    own = [pin for pin in request.pins if pin.worker_id == worker.id]
    dates = ", ".join(f"{pin.id} {pin.kind.value} {pin.date or pin.visit_id}" for pin in own)
    return f"pins {dates}"


def _contract(request: RotaRequest, worker: Worker) -> str:
    contract = worker.contract_minutes_per_week
    least = max(0, contract - worker.tolerance_under_minutes)
    text = f"{hours(least)} to {hours(contract + worker.tolerance_over_minutes)} a week"
    paid = sum(absence.paid_minutes for absence in request.absences if absence.worker_id == worker.id)
    return f"{text}, {hours(paid)} of paid absence" if paid else text


def _availability(request: RotaRequest, worker: Worker) -> str:
    away = [
        f"{each.kind.value} {each.id} {each.first_date} to {each.last_date}"
        for each in request.absences
        if each.worker_id == worker.id
    ]
    away += [
        f"cannot {wish.id} {wish.date}"
        for wish in request.preferences
        if wish.worker_id == worker.id and wish.kind is PreferenceKind.CANNOT
    ]
    return ", ".join(away)


def _daily_rest(request: RotaRequest, worker: Worker) -> str:
    text = f"{hours(request.rules.daily_rest_minutes)} between duties"
    last = worker.carried.last_duty_end
    return f"{text}, the last one ended {last:%Y-%m-%d %H:%M}" if last else text


def _consecutive(request: RotaRequest, worker: Worker) -> str:
    carried = worker.carried.consecutive_days_worked
    return f"at most {request.rules.most_consecutive_days} dates in a row, {carried} carried in"


def _weekends(request: RotaRequest, worker: Worker) -> str:
    carried = worker.carried.weekends_worked_in_a_row
    return f"at most {request.rules.most_weekends_in_a_row} weekends in a row, {carried} carried in"


def _average(request: RotaRequest, worker: Worker) -> str:
    weeks = worker.carried.worked_minutes_by_week
    most = hours(request.rules.average_week_minutes)
    return f"{most} a week on average, {hours(sum(weeks))} in {len(weeks)} weeks before"


def _line(request: RotaRequest, worker: Worker, are_runs: bool) -> str:
    """Return the bounds without price of a worker's line terms: those of runs, or those of totals."""
    terms = request.line_terms_by_id.get(worker.line_terms_id or "")
    bounds = [bound for bound in (terms.bounds if terms else ()) if bound.kind.is_run is are_runs]
    return ", ".join(filter(None, map(_bound_text, bounds)))


def _bound_text(bound: LineBound) -> str:
    ends = [f"at least {bound.least}"] if bound.least is not None and bound.least_pence is None else []
    ends += [f"at most {bound.most}"] if bound.most is not None and bound.most_pence is None else []
    what = " ".join(filter(None, [bound.kind.value.replace("_", " "), bound.pattern_id]))
    return f"{what} {' and '.join(ends)}" if ends else ""


def _successions(request: RotaRequest, worker: Worker) -> str:
    pairs = ", ".join(f"{each.pattern_id} then {each.next_pattern_id}" for each in request.rules.forbidden_successions)
    last = worker.carried.last_pattern_id
    return f"never {pairs}" + (f"; {last} the day before" if last else "")


FACTS: dict[RuleCode, Fact] = {
    RuleCode.AVAILABILITY: _availability,
    RuleCode.VOLUNTARY_NIGHTS: lambda _request, worker: f"{worker.id} has not volunteered for nights",
    RuleCode.PINS: _pins,
    RuleCode.CONTRACT_HOURS: _contract,
    RuleCode.DAILY_REST: _daily_rest,
    RuleCode.WEEKLY_REST: lambda request, _worker: f"weekly rest of {request.rules.weekly_rest.value}",
    RuleCode.AVERAGE_WEEK: _average,
    RuleCode.CONSECUTIVE_DAYS: _consecutive,
    RuleCode.SPLIT_DUTIES: lambda request, _worker: f"at most {request.rules.most_split_duties_a_week} splits a week",
    RuleCode.WEEKENDS: _weekends,
    RuleCode.ONE_DUTY_A_DAY: lambda _request, _worker: "one duty a date",
    RuleCode.SUCCESSIONS: _successions,
    RuleCode.RUNS: lambda request, worker: _line(request, worker, are_runs=True),
    RuleCode.LINE_TOTALS: lambda request, worker: _line(request, worker, are_runs=False),
}

ACTIONS: dict[RuleCode, str] = {
    RuleCode.AVAILABILITY: "change the leave",
    RuleCode.VOLUNTARY_NIGHTS: "ask for a volunteer",
    RuleCode.PINS: "unpin a duty",
    RuleCode.CONTRACT_HOURS: "raise the tolerance",
    RuleCode.POSTS: "let more workers cover the post",
    RuleCode.COVER: "lower the least of the cover, or give more workers its pattern and skill",
    RuleCode.RUNS: "price the bound of the line instead of keeping it",
    RuleCode.LINE_TOTALS: "price the bound of the line instead of keeping it",
}
