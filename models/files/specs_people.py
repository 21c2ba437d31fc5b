"""The tables about people: workers, service users, absences, trainings, preferences."""

from models.files.cells import CHOICE, DAY, ID, IDS, MOMENT, SPAN, TEXT, TIME, WHOLE, WHOLES, YES_NO
from models.files.nested_cells import FUNDING
from models.files.tables import Column, Table
from models.service_users import ServiceUser
from models.wishes import Preference
from models.workers import Absence, Training, Worker

_WORKER = Column("worker_id", ID, "The worker, as in the table workers.", "W1")
_FIRST = Column("first_date", DAY, "First day.", "2026-01-14")
_LAST = Column("last_date", DAY, "Last day, itself included.", "2026-01-15")

WORKERS = Table(
    "workers",
    "One row is one worker.",
    Worker,
    (
        Column("id", ID, "The worker's id; no name is needed.", "W1"),
        Column("place_id", ID, "Home or base: a place's id, or a postcode.", "B13 8JL"),
        Column(
            "starts_from", CHOICE, "home: the first and last journey are unpaid; base: they are paid travel.", "home"
        ),
        Column("ends_at", CHOICE, "The same for where the last journey leads; empty: as starts_from.", "base"),
        Column("end_place_id", ID, "The base it leads to, if not place_id: a place's id, or a postcode.", "B13 8EG"),
        Column("constituency", ID, "The constituency the worker belongs to.", "Hall Green"),
        Column("patch", TEXT, "The smaller area that a fixed round stays in.", "Moseley"),
        Column("employment", CHOICE, "Contracted hours are owed; bank and agency hours cost their pay.", "permanent"),
        Column("grade", TEXT, "The pay grade, for reports.", "GR2"),
        Column("pay_pence_per_hour", WHOLE, "Basic pay for an hour.", "1285", unit="pence"),
        Column("contract_minutes_per_week", WHOLE, "Contracted time a week; 0 for bank.", "1365", unit="minutes"),
        Column("tolerance_under_minutes", WHOLE, "How far a week may fall below the contract.", "60", unit="minutes"),
        Column("tolerance_over_minutes", WHOLE, "How far a week may exceed the contract.", "60", unit="minutes"),
        Column("skills", IDS, "What the worker is trained for.", "medication; hoist"),
        Column("gender", CHOICE, "Held only so that a service user's request can be met.", "female"),
        Column("travel_mode", CHOICE, "How the worker moves between visits.", "car"),
        Column("pattern_ids", IDS, "Shift patterns that the worker's terms permit.", "early; late"),
        Column("night_volunteer", YES_NO, "Whether the worker volunteers for nights.", "no"),
        Column("opted_out_of_48_hours", YES_NO, "Whether the worker opted out of the 48 hour average week.", "no"),
        Column("reach_constituencies", IDS, "Other constituencies the worker goes to; * is any.", "Yardley"),
        Column("reach_minutes", WHOLE, "Longest journey from the worker's place to a visit.", "25", unit="minutes"),
        Column(
            "worked_minutes_by_week",
            WHOLES,
            "Working minutes in each of up to 16 weeks before, oldest first.",
            "1360; 1370",
            unit="minutes",
            field="carried.worked_minutes_by_week",
        ),
        Column(
            "last_duty_end",
            MOMENT,
            "When the last duty before these days ends.",
            "2026-01-11 21:30",
            field="carried.last_duty_end",
        ),
        Column(
            "consecutive_days_worked",
            WHOLE,
            "Days with a duty in one run up to the day before.",
            "2",
            unit="days",
            field="carried.consecutive_days_worked",
        ),
        Column(
            "weekends_worked_in_a_row",
            WHOLE,
            "Weekends with a duty in one run up to the last one.",
            "1",
            unit="weekends",
            field="carried.weekends_worked_in_a_row",
        ),
        Column(
            "last_pattern_id",
            ID,
            "The shift pattern of the day before, if that had a duty.",
            "night",
            field="carried.last_pattern_id",
        ),
        Column(
            "same_pattern_days",
            WHOLE,
            "Days with that pattern in one run up to the day before.",
            "2",
            unit="days",
            field="carried.same_pattern_days",
        ),
        Column(
            "days_off",
            WHOLE,
            "Days without a duty in one run up to the day before.",
            "2",
            unit="days",
            field="carried.days_off",
        ),
        Column(
            "duties_worked",
            WHOLE,
            "Duties before these days that count towards the terms of the line.",
            "40",
            unit="duties",
            field="carried.duties_worked",
        ),
        Column(
            "weekends_worked",
            WHOLE,
            "Weekends before these days that count towards the terms of the line.",
            "3",
            unit="weekends",
            field="carried.weekends_worked",
        ),
        Column("line_terms_id", ID, "What the worker's line should look like, as in line_terms.", "full time"),
        Column(
            "wishes_refused",
            WHOLE,
            "Wishes refused in earlier weeks and not made good.",
            "1",
            unit="wishes",
            field="carried.wishes_refused",
        ),
        Column(
            "hours_balance_minutes",
            WHOLE,
            "Rostered less contracted time so far; below 0 the worker owes work.",
            "-30",
            unit="minutes",
            field="carried.hours_balance_minutes",
        ),
    ),
    is_mandatory=True,
)

SERVICE_USERS = Table(
    "service_users",
    "One row is one person being supported.",
    ServiceUser,
    (
        Column("id", ID, "The person's id; no name or address is needed.", "U1"),
        Column("place_id", ID, "Where they live: a place's id, or a postcode.", "B13 9AA"),
        Column("constituency", ID, "The constituency they live in.", "Hall Green"),
        Column("patch", TEXT, "The smaller area they live in.", "Moseley"),
        Column("programme", ID, "What the support is given under.", "enablement"),
        Column("funding", FUNDING, "Who pays which whole percentage; the shares sum to 100.", "council:50; NHS:50"),
        Column("start_date", DAY, "When support began or begins.", "2026-01-05"),
        Column("expected_end_date", DAY, "When support is expected to end.", "2026-02-15"),
        Column("known_worker_ids", IDS, "Workers who have visited before.", "W1; W2"),
        Column("preferred_worker_ids", IDS, "Workers the person asks for.", "W1"),
        Column("excluded_worker_ids", IDS, "Workers who never visit this person.", "W4"),
        Column("gender_asked", CHOICE, "The gender of worker the person asks for.", "female"),
    ),
)

ABSENCES = Table(
    "absences",
    "One row is one worker's whole days away.",
    Absence,
    (
        Column("id", ID, "The absence's id.", "A1"),
        _WORKER,
        Column("kind", CHOICE, "Why.", "leave"),
        _FIRST,
        _LAST,
        Column("paid_minutes", WHOLE, "Contract time that counts as paid, over all its days.", "546", unit="minutes"),
    ),
)

TRAININGS = Table(
    "trainings",
    "One row is one session that one worker attends inside a duty.",
    Training,
    (
        Column("id", ID, "The session's id.", "T1"),
        _WORKER,
        Column("kind", CHOICE, "What it is.", "supervision"),
        Column("minutes", WHOLE, "How long it lasts.", "60", unit="minutes"),
        _FIRST,
        _LAST,
        Column("earliest_start", TIME, "The earliest clock time at which it may start.", "09:00"),
        Column("latest_start", TIME, "The latest clock time at which it may start.", "16:00"),
    ),
)

PREFERENCES = Table(
    "preferences",
    "One row is one worker's wish for one date: the whole day, one pattern, or a span of time.",
    Preference,
    (
        Column("id", ID, "The wish's id.", "R1"),
        _WORKER,
        Column("kind", CHOICE, "want and rather_not are weighed; cannot is always kept.", "want"),
        Column("date", DAY, "The date it is about.", "2026-01-13"),
        Column("pattern_id", ID, "The shift pattern it is about, if one; never together with a span.", "early"),
        Column("span", SPAN, "The time of day it is about, if one.", "09:00-11:30"),
        Column("strength", WHOLE, "How much it matters.", "2", unit="points"),
        Column("pence", WHOLE, "What refusing it costs; empty: by strength, with fairness.", "1000", unit="pence"),
    ),
)
