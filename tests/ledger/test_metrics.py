"""Every figure says what it is a share of, and none is made up where there is nothing to divide by."""

import json

from models.visits import Need, Period
from models.wishes import Preference, PreferenceKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.costs import costs
from optimiser.ledger import ledger
from optimiser.metrics import METRICS, SUMMARY, compare, describe, metrics, score
from tests.builders import MONDAY, duty, request, roster, user, visit, worker

ASKED_FOR = {
    *("contact_time_pct", "contact_time_pct_all_paid", "contact_minutes", "paid_minutes", "travel_minutes"),
    *("wait_minutes", "cost_pence", "cost_per_contact_hour_pence", "cost_per_paid_hour_pence", "visits_required"),
    *("visits_required_unserved", "visits_waiting_list_served", "two_worker_visits_served"),
    *("preferences_granted_pct", "continuity_workers_per_user", "violations", "objective_pence", "objective_terms"),
    *("solve_seconds", "seed", "request_sha256", "versions", "as_was"),
}


def _wish(wish_id, kind, worker_id="W1"):
    return Preference(id=wish_id, worker_id=worker_id, kind=kind, date=MONDAY)


def test_metrics_json_holds_every_key_that_was_asked_for_and_is_plain_json():
    case = request(as_was=(duty(),))
    result = score(
        case, roster(duty(visits=(("V1", "08:00"),))), solve_seconds=1.5, seed=7, versions={"python": "3.11"}
    )
    assert result.keys() >= ASKED_FOR
    assert set(result) - {"as_was"} == set(result["as_was"])
    assert json.loads(json.dumps(result)) == result
    assert (result["seed"], result["solve_seconds"], result["versions"]) == (7, 1.5, {"python": "3.11"})
    assert result["request_sha256"] == result["as_was"]["request_sha256"] == case.sha256


def test_contact_time_is_given_of_rostered_and_of_all_paid_time():
    result = score(request(), roster(duty(visits=(("V1", "08:00"),))))
    assert (result["contact_minutes"], result["rostered_paid_minutes"], result["paid_minutes"]) == (30, 360, 1_260)
    assert result["contact_time_pct"] == 8.33
    assert result["contact_time_pct_all_paid"] == 2.38


def test_categories_sum_to_the_paid_minutes():
    result = score(request(), roster(duty(visits=(("V1", "08:00"),)), duty(day=1, pattern_id="night")))
    names = ["contact", "travel", "wait", "handover", "training", "break", "standby", "absence", "unrostered"]
    assert sum(result[f"{name}_minutes"] for name in names) == result["paid_minutes"]


def test_a_figure_without_a_denominator_is_none():
    result = score(request(workers=(worker(contract_minutes_per_week=0),), visits=()), roster())
    nothing = ["contact_time_pct", "contact_time_pct_all_paid", "cost_per_contact_hour_pence"]
    nothing += ["cost_per_paid_hour_pence", "preferences_granted_pct", "continuity_workers_per_user"]
    assert [result[slug] for slug in nothing] == [None] * len(nothing)


def test_visits_are_counted_by_need_and_by_whether_anybody_makes_them():
    waiting = {"need": Need.WAITING_LIST}
    visits = (visit("V1"), visit("V2"), visit("V3", **waiting), visit("V4", **waiting), visit("V5", **waiting))
    result = score(request(visits=visits), roster(duty(visits=(("V1", "08:00"), ("V3", "09:00"), ("V4", "10:00")))))
    assert (result["visits_required"], result["visits_required_unserved"]) == (2, 1)
    assert (result["visits_waiting_list"], result["visits_waiting_list_served"]) == (3, 2)


def test_a_two_worker_visit_counts_as_served_only_with_two():
    visits = (visit("V1", workers_needed=2), visit("V2", workers_needed=2))
    case = request(workers=(worker("W1"), worker("W2")), visits=visits)
    result = score(
        case, roster(duty("W1", visits=(("V1", "08:00"), ("V2", "09:00"))), duty("W2", visits=(("V1", "08:00"),)))
    )
    assert (result["two_worker_visits"], result["two_worker_visits_served"]) == (2, 1)
    assert result["violations"] > 0


def test_wishes_granted_are_of_those_stated_and_cannot_is_no_wish():
    wishes = (
        _wish("a", PreferenceKind.WANT),
        _wish("b", PreferenceKind.RATHER_NOT),
        _wish("c", PreferenceKind.RATHER_NOT, "W2"),
        _wish("d", PreferenceKind.CANNOT, "W2"),
    )
    case = request(workers=(worker("W1"), worker("W2")), preferences=wishes)
    assert score(case, roster(duty("W1")))["preferences_granted_pct"] == 66.67


def test_continuity_is_the_mean_of_different_workers_over_the_people_visited():
    users = (user("U1"), user("U2"), user("U3"))
    visits = (visit("V1", "U1"), visit("V2", "U1"), visit("V3", "U2"), visit("V4", "U3"))
    case = request(workers=(worker("W1"), worker("W2")), service_users=users, visits=visits)
    seen = roster(duty("W1", visits=(("V1", "08:00"), ("V3", "09:00"))), duty("W2", visits=(("V2", "08:00"),)))
    assert score(case, seen)["continuity_workers_per_user"] == 1.5


def test_night_contact_and_the_cost_of_day_and_night_are_told_apart():
    case = request(visits=(visit(), visit("V2", period=Period.NIGHT)))
    result = score(case, roster(duty(visits=(("V1", "08:00"), ("V2", "08:30")))))
    assert (result["night_contact_minutes"], result["night_contact_pct"]) == (30, 50.0)
    assert result["cost_day_pence"] + result["cost_night_pence"] == result["cost_pence"]
    assert result["cost_night_pence"] > 0


def test_the_objective_is_the_sum_of_its_terms_and_the_violations_are_those_found():
    case, typed = request(), roster(duty(visits=(("V1", "06:00"),)))
    found, terms = check(case, typed), recompute(case, typed)
    result = metrics(case, typed, violations=found, objective_terms=terms)
    assert result["objective_pence"] == sum(terms.values()) == sum(result["objective_terms"].values())
    assert result["violations"] == len(found) > 0


def test_today_is_scored_by_the_same_code_as_any_roster():
    today = duty(visits=(("V1", "09:00"),))
    result = score(request(as_was=(today,)), roster())
    alone = score(request(), roster(today))
    assert {slug: result["as_was"][slug] for slug in describe()} == {slug: alone[slug] for slug in describe()}
    assert alone["as_was"] is None


def test_todays_metrics_and_a_ledger_at_hand_are_used_as_they_are():
    case, typed = request(as_was=(duty(),)), roster(duty(visits=(("V1", "08:00"),)))
    table = ledger(case, typed)
    given = {"violations": [], "objective_terms": {}, "ledger_table": table, "roster_costs": costs(case, typed, table)}
    result = metrics(case, typed, **given, as_was={"contact_time_pct": 27.0})
    assert result["as_was"] == {"contact_time_pct": 27.0}
    assert result["cost_pence"] == score(case, typed)["cost_pence"]


def test_every_metric_has_one_slug_a_label_and_a_unit_and_every_share_names_its_denominator():
    assert len(describe()) == len(METRICS)
    assert all(entry["label"] and entry["unit"] for entry in describe().values())
    assert all(entry["denominator"] for slug, entry in describe().items() if entry["unit"] == "%" or "_per_" in slug)
    assert set(SUMMARY) <= set(describe())


def test_the_comparison_gives_the_change_and_leaves_it_empty_where_a_figure_is_missing():
    lines = compare({"contact_time_pct": 27.1, "cost_pence": 100}, {"contact_time_pct": 55.35, "cost_pence": 90})
    by_slug = {line.slug: line for line in lines}
    assert by_slug["contact_time_pct"].change == 28.25
    assert by_slug["cost_pence"].change == -10
    assert by_slug["wait_minutes"].change is None
    alone = compare(None, {"cost_pence": 90}, ["cost_pence"])
    assert [(line.as_was, line.planned, line.change) for line in alone] == [(None, 90, None)]
