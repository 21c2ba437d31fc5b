"""A large request in parts: everybody and everything in exactly one, what ties parts together held still in both."""

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

import optimiser.parts
from models.integrity import find_problems
from models.request import RotaRequest
from models.roster import Duty
from models.service_users import ServiceUser
from models.visits import Gap, Post, Together
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, Training
from optimiser.parts import constituencies, is_large, pairings, part_of
from tests.builders import MONDAY, duty, moment, request, user, worker
from tests.solve.two_towns import CREW, USERS, morning, two_towns


def parts(asked: RotaRequest, *duties: Duty) -> dict[str, RotaRequest]:
    """The request of each constituency planned alone."""
    return {name: part_of(asked, frozenset({name}), duties)[0] for name in constituencies(asked)}


def user_of(part: RotaRequest, user_id: str) -> ServiceUser:
    return part.service_user_by_id[user_id]


def workers_held_to(part: RotaRequest, visit_id: str) -> list[str]:
    return [pin.worker_id for pin in part.pins if pin.visit_id == visit_id]


def test_a_request_is_large_when_it_has_many_workers_in_several_constituencies(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_large(two_towns())
    monkeypatch.setattr(optimiser.parts, "LARGEST_WHOLE", 3)
    assert is_large(two_towns())
    assert not is_large(two_towns(workers=CREW[:2]))
    monkeypatch.setattr(optimiser.parts, "LARGEST_WHOLE", 4)
    assert not is_large(two_towns())


def test_constituencies_are_those_with_workers() -> None:
    asked = two_towns(service_users=(*USERS, user("UQ", constituency="Quinton")))
    assert constituencies(asked) == ["Sheldon", "Yardley"]


def city(*names: str) -> RotaRequest:
    """One worker in each constituency, in a row from south to north."""
    crew = [worker(f"W{row}", constituency=name, place_id=f"P{row}") for row, name in enumerate(names)]
    return request(workers=tuple(crew), service_users=(), visits=())


@pytest.mark.parametrize("names", ["ABCDE", "ABCD", "AB"])
def test_each_round_holds_every_constituency_once(names: str) -> None:
    for partition in pairings(city(*names), 6):
        assert Counter(name for part in partition for name in part) == Counter(names)


def test_each_constituency_is_planned_alone_first_and_with_its_neighbour_next() -> None:
    alone, paired, *_ = pairings(city("A", "B", "C", "D"), 3)
    assert alone == [frozenset(name) for name in "ABCD"]
    assert set(paired) == {frozenset("AB"), frozenset("CD")}


def test_no_pair_comes_twice_while_there_are_others() -> None:
    rounds = pairings(city("A", "B", "C", "D"), 4)[1:]
    pairs = [pair for partition in rounds for pair in partition]
    assert sorted(pairs, key=sorted) == [frozenset(pair) for pair in combinations("ABCD", 2)]


def test_pairs_come_again_when_all_have_been() -> None:
    assert pairings(city("A", "B"), 3)[1:] == [[frozenset("AB")]] * 2


MADE = (
    duty("Y1", visits=(("V1", "08:00"), ("V2", "09:00"))),
    duty("S1", visits=(("V2", "09:00"), ("V3", "10:00"))),
    duty("S2", day=1, visits=(("V5", "08:00"),)),
)


@pytest.mark.parametrize("duties", [(), MADE])
def test_every_worker_is_in_one_part_and_every_visit_in_one_or_shared(duties: tuple[Duty, ...]) -> None:
    split = parts(two_towns(), *duties).values()
    assert sorted(each.id for part in split for each in part.workers) == ["S1", "S2", "Y1", "Y2"]
    shared = {"V2"} if duties else set()
    counted = Counter(each.id for part in split for each in part.visits)
    assert counted == {f"V{n}": 1 + (f"V{n}" in shared) for n in range(1, 7)}


@pytest.mark.parametrize("duties", [(), MADE])
def test_a_part_is_a_sound_request_whatever_it_is_cut_from(duties: tuple[Duty, ...]) -> None:
    for part in parts(everything(), *duties).values():
        assert find_problems(part) == []


def everything() -> RotaRequest:
    """Two towns with a record of every kind for a worker of each town."""
    known = {"known_worker_ids": ("Y1", "S1"), "preferred_worker_ids": ("S2",), "excluded_worker_ids": ("Y2",)}
    both = [(number, name) for number, name in enumerate(("Y1", "S2"))]
    return two_towns(
        service_users=tuple(each.model_copy(update=known) for each in USERS),
        posts=tuple(
            Post(id=f"Post{n}", place_id="P0", constituency=town, start=moment("07:00", 3), end=moment("13:00", 3))
            for n, town in enumerate(("Yardley", "Sheldon"))
        ),
        absences=tuple(
            Absence(
                id=f"A{n}",
                worker_id=who,
                kind=AbsenceKind.LEAVE,
                first_date=moment("00:00", 5).date(),
                last_date=moment("00:00", 5).date(),
                paid_minutes=360,
            )
            for n, who in both
        ),
        trainings=tuple(
            Training(id=f"T{n}", worker_id=who, minutes=60, first_date=MONDAY, last_date=MONDAY) for n, who in both
        ),
        preferences=tuple(
            Preference(id=f"W{n}", worker_id=who, kind=PreferenceKind.RATHER_NOT, date=MONDAY) for n, who in both
        ),
        pins=tuple(Pin(id=f"F{n}", kind=PinKind.DAY_OFF, worker_id=who, date=MONDAY) for n, who in both),
        as_was=(duty("Y1", day=2),),
    )


def test_a_part_holds_what_concerns_its_workers_and_nothing_else() -> None:
    split = parts(everything())
    for table in ("absences", "trainings", "preferences", "pins"):
        assert [each.worker_id for each in getattr(split["Yardley"], table)] == ["Y1"], table
        assert [each.worker_id for each in getattr(split["Sheldon"], table)] == ["S2"], table
    assert [each.id for each in split["Sheldon"].posts] == ["Post1"]
    assert split["Yardley"].as_was == ()


def test_a_part_names_only_its_own_workers_for_a_service_user() -> None:
    split = parts(everything())
    assert user_of(split["Yardley"], "UY").known_worker_ids == ("Y1",)
    assert user_of(split["Yardley"], "UY").preferred_worker_ids == ()
    assert user_of(split["Yardley"], "UY").excluded_worker_ids == ("Y2",)
    assert user_of(split["Sheldon"], "US").preferred_worker_ids == ("S2",)


def test_a_post_covered_across_the_border_goes_with_the_worker_who_covers_it() -> None:
    split = parts(everything(), duty("S1", day=3, post_id="Post0"))
    assert [each.id for each in split["Sheldon"].posts] == ["Post0", "Post1"]
    assert split["Yardley"].posts == ()


def test_a_visit_made_across_the_border_goes_with_the_worker_who_makes_it() -> None:
    split = parts(two_towns(), *MADE)
    assert "V5" in split["Sheldon"].visit_by_id
    assert "V5" not in split["Yardley"].visit_by_id
    assert user_of(split["Sheldon"], "UY") is not None


def test_a_visit_by_a_worker_of_each_part_keeps_its_start_and_its_two_workers() -> None:
    for name, worker_id in (("Yardley", "Y1"), ("Sheldon", "S1")):
        part = parts(two_towns(), *MADE)[name]
        held = part.visit_by_id["V2"]
        assert held.workers_needed == 1
        assert [(each.earliest_start, each.latest_start) for each in held.windows] == [(moment("09:00"),) * 2]
        assert workers_held_to(part, "V2") == [worker_id]


def test_a_visit_by_two_workers_of_one_part_is_as_free_as_before() -> None:
    asked = two_towns()
    part = parts(asked, duty("Y1", visits=(("V2", "09:00"),)), duty("Y2", visits=(("V2", "09:00"),)))["Yardley"]
    assert part.visit_by_id["V2"] == asked.visit_by_id["V2"]


def after_a_gap() -> RotaRequest:
    """V5 follows V1, the same person's, by an hour or more."""
    return two_towns(
        visits=(morning("V1", "UY"), morning("V5", "UY", gaps=(Gap(after_visit_id="V1", least_minutes=60),)))
    )


def test_visits_with_a_gap_made_in_two_parts_keep_their_starts() -> None:
    split = parts(after_a_gap(), duty("Y1", visits=(("V1", "08:00"),)), duty("S1", visits=(("V5", "10:00"),)))
    for name, visit_id, start in (("Yardley", "V1", "08:00"), ("Sheldon", "V5", "10:00")):
        held = split[name].visit_by_id[visit_id]
        assert [(each.earliest_start, each.latest_start) for each in held.windows] == [(moment(start),) * 2]
        assert held.gaps == ()
        assert find_problems(split[name]) == []


def test_visits_with_a_gap_in_one_part_keep_the_gap_and_may_move() -> None:
    asked = after_a_gap()
    part = parts(asked, duty("Y1", visits=(("V1", "08:00"),)), duty("Y2", visits=(("V5", "10:00"),)))["Yardley"]
    assert part.visits == asked.visits


@pytest.mark.parametrize(("made", "left"), [("V1", "V5"), ("V5", "V1")])
def test_a_visit_nobody_makes_waits_while_the_one_its_gap_is_to_is_made_in_another_part(made: str, left: str) -> None:
    """Planned apart it could not keep the gap."""
    split = parts(after_a_gap(), duty("S1", visits=((made, "10:00"),)))
    assert list(split["Sheldon"].visit_by_id) == [made]
    assert left not in split["Yardley"].visit_by_id


def test_a_pinned_visit_is_planned_with_its_worker_only() -> None:
    """In the part of its own constituency somebody else would make it."""
    pin = Pin(id="F1", kind=PinKind.VISIT, worker_id="S1", visit_id="V1")
    split = parts(two_towns(pins=(pin,)))
    assert "V1" not in split["Yardley"].visit_by_id
    assert split["Sheldon"].pins == (pin,)
    assert "V1" in split["Sheldon"].visit_by_id


def test_a_constituency_without_workers_is_planned_with_those_who_reach_it() -> None:
    crew = (CREW[0].model_copy(update={"reach_constituencies": ("Quinton",)}), worker("S1", constituency="Sheldon"))
    post = Post(id="Post0", place_id="P0", constituency="Quinton", start=moment("07:00", 3), end=moment("13:00", 3))
    far = user("UQ", constituency="Quinton")
    split = parts(
        request(workers=crew, service_users=(far,), visits=(morning("V1", "UQ"),), posts=(post,)),
    )
    assert list(split["Yardley"].visit_by_id) == ["V1"]
    assert split["Yardley"].posts == (post,)
    assert split["Sheldon"].visits == ()
    assert split["Sheldon"].posts == ()


def test_a_visit_shared_by_two_parts_may_have_the_longest_name_there_is() -> None:
    name = "V" * 64
    asked = two_towns(visits=(morning(name, "UY", workers_needed=2),))
    split = parts(asked, duty("Y1", visits=((name, "09:00"),)), duty("S1", visits=((name, "09:00"),)))
    assert workers_held_to(split["Sheldon"], name) == ["S1"]


APART = (duty("Y1", visits=(("V2", "08:30"),)), duty("S1", visits=(("V2", "09:30"),)))


def two_apart(together: Together, **fields: Any) -> RotaRequest:
    bounds = {"second_least_minutes": 30} if together is Together.SEQUENCE else {}
    return two_towns(visits=(morning("V2", "UZ", workers_needed=2, together=together, **bounds, **fields),))


def test_in_sequence_the_worker_of_each_part_keeps_their_own_start() -> None:
    split = parts(two_apart(Together.SEQUENCE), *APART)
    for name, worker_id, start in (("Yardley", "Y1", "08:30"), ("Sheldon", "S1", "09:30")):
        held = split[name].visit_by_id["V2"]
        assert (held.workers_needed, held.together, held.second_least_minutes) == (1, Together.SIMULTANEOUS, 0)
        assert [(each.earliest_start, each.latest_start) for each in held.windows] == [(moment(start),) * 2]
        assert workers_held_to(split[name], "V2") == [worker_id]
        assert find_problems(split[name]) == []


def test_independent_workers_of_two_parts_may_each_move_in_the_windows() -> None:
    asked = two_apart(Together.INDEPENDENT)
    for name, worker_id in (("Yardley", "Y1"), ("Sheldon", "S1")):
        part = parts(asked, *APART)[name]
        assert part.visit_by_id["V2"].windows == asked.visits[0].windows
        assert part.visit_by_id["V2"].workers_needed == 1
        assert workers_held_to(part, "V2") == [worker_id]
        assert find_problems(part) == []


def test_a_gap_to_a_visit_whose_other_worker_may_move_unseen_holds_both_still() -> None:
    gap = Gap(after_visit_id="V2", least_minutes=30)
    asked = two_apart(Together.INDEPENDENT)
    asked = asked.changed(visits=(*asked.visits, morning("V1", "UZ", gaps=(gap,))))
    second = duty("Y2", visits=(("V1", "10:45"),))
    part = parts(asked, *APART, second)["Yardley"]
    starts = {each.id: [window.earliest_start for window in each.windows] for each in part.visits}
    assert starts == {"V1": [moment("10:45")], "V2": [moment("08:30")]}
    assert all(each.gaps == () for each in part.visits)
    # Not made yet, the later one waits until both parts are planned together.
    assert list(parts(asked, *APART)["Yardley"].visit_by_id) == ["V2"]


def test_two_workers_of_one_part_with_a_gap_to_another_part_each_keep_their_start() -> None:
    asked = two_apart(Together.INDEPENDENT)
    asked = asked.changed(visits=(*asked.visits, morning("V1", "UZ", gaps=(Gap(after_visit_id="V2"),))))
    made = (duty("Y1", visits=(("V2", "08:30"),)), duty("Y2", visits=(("V2", "09:30"),)))
    part = parts(asked, *made, duty("S1", visits=(("V1", "10:45"),)))["Yardley"]
    assert [(pin.worker_id, pin.start) for pin in part.pins] == [("Y1", moment("08:30")), ("Y2", moment("09:30"))]
    assert [window.latest_start for window in part.visits[0].windows] == [moment("08:30"), moment("09:30")]
    assert find_problems(part) == []
