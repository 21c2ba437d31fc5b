"""Rules lifted one at a time: with which alone lifted somebody could make a visit, who, when and by how much.

Every near miss can be put in for real: the roster with it breaks nothing but the rule it names.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.base import Id, Record
from models.clock import LondonTime
from models.rules import RuleCode
from optimiser.explain.trial import KEPT, Answer, Terms, Trial
from optimiser.explain.words import listed, minutes, when

MOST_WIDENED = 240
MOST_LATER = 120


class Miss(Record):
    """What would let a visit be made, in a sentence.

    Attributes:
        code: of the rule that would have to be lifted.
        sentence: who, when, and what stands in the way.
        worker_ids: who would make it.
        start: of the visit, of the first worker where two start apart.
        minutes: by which the rule is missed; None where it has no measure.
    """

    code: str
    sentence: str
    worker_ids: tuple[Id, ...]
    start: LondonTime
    minutes: int | None = None


@dataclass(frozen=True)
class Lift:
    """A rule to lift.

    Attributes:
        code: of the rule.
        applies: whether it asks anything of a visit.
        terms: what is kept when it is lifted, by so many minutes where it has a measure.
        sentence: what to say of the answer, with the minutes of the lift.
        most: minutes by which it is lifted at most; 0 = it has no measure.
    """

    code: RuleCode
    applies: Callable[[Trial], bool]
    terms: Callable[[Trial, int], Terms]
    sentence: Callable[[Trial, Answer, int], str]
    most: int = 0


def misses(trial: Trial) -> tuple[Miss, ...]:
    """Return every rule that, lifted alone, would let the visit be made."""
    found = [(lift, tried(trial, lift)) for lift in LIFTS if lift.applies(trial)]
    return tuple(_miss(trial, lift, *each) for lift, each in found if each is not None)


def tried(trial: Trial, lift: Lift) -> tuple[Answer, int] | None:
    """Return who could make the visit with a rule lifted, and by the least minutes; None when nobody could."""
    answer = _fits(trial, lift.terms(trial, lift.most))
    if answer is None or not lift.most:
        return None if answer is None else (answer, 0)
    low, high = 0, lift.most
    while high - low > 1:
        middle = (low + high) // 2
        closer = _fits(trial, lift.terms(trial, middle))
        low, high, answer = (low, middle, closer) if closer is not None else (middle, high, answer)
    return answer, high


def _fits(trial: Trial, terms: Terms) -> Answer | None:
    answer = trial.answer(terms)
    return answer if answer is not None and answer.short == 0 else None


def _miss(trial: Trial, lift: Lift, answer: Answer, least: int) -> Miss:
    return Miss(
        code=lift.code,
        sentence=lift.sentence(trial, answer, least),
        worker_ids=tuple(makers(trial, answer)),
        start=trial.rooms.request.horizon.moment(min(share.start for share in answer.shares)),
        minutes=least if lift.most else None,
    )


def makers(trial: Trial, answer: Answer) -> list[str]:
    """Return who would make the visit."""
    return [trial.rooms.duties[share.duty].worker_id for share in answer.shares]


def could(trial: Trial, answer: Answer) -> str:
    """Return "W1 and W2 could make it Tue 13 Jan 09:10"."""
    start = trial.rooms.request.horizon.moment(min(share.start for share in answer.shares))
    return f"{listed(makers(trial, answer))} could make it {when(start)}"


def _refused(trial: Trial, answer: Answer, code: RuleCode) -> str:
    """Return the names of those who would make it and may not by a rule."""
    return listed([name for name in makers(trial, answer) if code in trial.refused[name]])


def _forgiving(code: RuleCode) -> Callable[[Trial, int], Terms]:
    return lambda _trial, _minutes: replace(KEPT, forgiven=frozenset({code.value}))


def _is_refused_by(code: RuleCode) -> Callable[[Trial], bool]:
    return lambda trial: any(codes == (code,) for codes in trial.refused.values())


def _skills(trial: Trial, answer: Answer, _minutes: int) -> str:
    held = {name: trial.rooms.request.worker_by_id[name].skills for name in makers(trial, answer)}
    lacking = {name: listed([skill for skill in trial.visit.skills if skill not in own]) for name, own in held.items()
               if not set(trial.visit.skills) <= set(own)}  # fmt: skip
    return f"{could(trial, answer)}, but " + listed([f"{name} lacks {skills}" for name, skills in lacking.items()])


def _gender(trial: Trial, answer: Answer, _minutes: int) -> str:
    user = trial.rooms.request.service_user_by_id[trial.visit.service_user_id]
    return f"{could(trial, answer)}, but {user.id} asked for a {user.gender_asked} worker"


def _excluded(trial: Trial, answer: Answer, _minutes: int) -> str:
    refused = _refused(trial, answer, RuleCode.EXCLUDED_WORKERS)
    return f"{could(trial, answer)}, but {trial.visit.service_user_id} excluded {refused}"


def _reach(trial: Trial, answer: Answer, _minutes: int) -> str:
    user = trial.rooms.request.service_user_by_id[trial.visit.service_user_id]
    refused = _refused(trial, answer, RuleCode.REACH)
    return f"{could(trial, answer)}, but {user.constituency} is outside the reach of {refused}"


def _windows(trial: Trial, answer: Answer, least: int) -> str:
    return f"{could(trial, answer)}, {minutes(least)} outside its window"


def _later(trial: Trial, answer: Answer, least: int) -> str:
    return f"{could(trial, answer)} with {minutes(least)} more at the end of the shift"


def _journeys(trial: Trial, answer: Answer, _minutes: int) -> str:
    nearest = trial.answer()
    if nearest is None or nearest.short == 0:
        return f"{could(trial, answer)} if no time were needed to travel there and on"
    return (
        f"{could(trial, nearest)} with {minutes(nearest.short)} more for travel and care; "
        f"{listed(makers(trial, answer))} if no time were needed to travel there and on"
    )


def _breaks(trial: Trial, answer: Answer, _minutes: int) -> str:
    return f"{could(trial, answer)} only without a rest break"


def _gaps(trial: Trial, answer: Answer, _minutes: int) -> str:
    names = [gap.after_visit_id for gap in trial.visit.gaps] + trial.makings.following(trial.visit.id)
    return f"{could(trial, answer)}, but not with the gap agreed to {listed(sorted(set(names)))}"


def _one_worker(trial: Trial, answer: Answer, _minutes: int) -> str:
    return f"{could(trial, answer)} alone, but two workers are needed"


def _always(_trial: Trial) -> bool:
    return True


LIFTS: tuple[Lift, ...] = (
    Lift(RuleCode.TRAVEL, _always, lambda *_: replace(KEPT, with_journeys=False), _journeys),
    Lift(RuleCode.WINDOWS, _always, lambda _, widened: replace(KEPT, widened=widened), _windows, MOST_WIDENED),
    Lift(RuleCode.INSIDE_SHIFT, _always, lambda _, later: replace(KEPT, later=later), _later, MOST_LATER),
    Lift(RuleCode.SKILLS, _is_refused_by(RuleCode.SKILLS), _forgiving(RuleCode.SKILLS), _skills),
    Lift(RuleCode.GENDER, _is_refused_by(RuleCode.GENDER), _forgiving(RuleCode.GENDER), _gender),
    Lift(
        RuleCode.EXCLUDED_WORKERS,
        _is_refused_by(RuleCode.EXCLUDED_WORKERS),
        _forgiving(RuleCode.EXCLUDED_WORKERS),
        _excluded,
    ),
    Lift(RuleCode.REACH, _is_refused_by(RuleCode.REACH), _forgiving(RuleCode.REACH), _reach),
    Lift(RuleCode.REST_BREAK, _always, lambda *_: replace(KEPT, with_break=False), _breaks),
    Lift(
        RuleCode.VISIT_GAPS,
        lambda trial: bool(trial.visit.gaps or trial.makings.following(trial.visit.id)),
        lambda *_: replace(KEPT, with_gaps=False),
        _gaps,
    ),
    Lift(
        RuleCode.VISIT_WORKERS,
        lambda trial: trial.visit.workers_needed > 1,
        lambda *_: replace(KEPT, workers_needed=1),
        _one_worker,
    ),
)
