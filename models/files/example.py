"""A small team's week as a person would type it: the filled template, cells left empty where the default will do."""

Row = dict[str, str]

_EARLY = {"start": "07:00", "end": "14:30", "pattern": "early"}
_LATE = {"start": "14:30", "end": "22:00", "pattern": "late"}

SETTINGS: list[Row] = [
    {"key": "name", "value": "Example week"},
    {"key": "horizon_start", "value": "2026-01-12"},
    {"key": "horizon_days", "value": "7"},
]
PLACES: list[Row] = [
    {"id": "scheme", "postcode": "B13 8EG"},
    {"id": "P1", "latitude": "52.447459", "longitude": "-1.873702"},
]
PATTERNS: list[Row] = [
    {
        "id": "early",
        "kind": "early",
        "parts": "07:00-14:30",
        "start_later_minutes": "60",
        "end_earlier_minutes": "60",
    },
    {"id": "late", "kind": "late", "parts": "14:30-22:00", "start_earlier_minutes": "30", "end_earlier_minutes": "60"},
    {"id": "split", "kind": "split", "parts": "07:00-11:00; 16:00-19:30"},
    {"id": "night", "kind": "night", "parts": "22:00-07:00", "break_minutes": "20"},
]
WORKERS: list[Row] = [
    {
        "id": "W1",
        "place_id": "B13 8LZ",
        "constituency": "Hall Green",
        "grade": "GR2",
        "pay_pence_per_hour": "1285",
        "contract_minutes_per_week": "1365",
        "tolerance_under_minutes": "90",
        "tolerance_over_minutes": "90",
        "skills": "medication; hoist",
        "gender": "female",
        "pattern_ids": "early; late; split",
        "reach_constituencies": "Selly Oak",
        "line_terms_id": "full time",
        "worked_minutes_by_week": "1360; 1380",
        "last_duty_end": "2026-01-10 14:30",
        "hours_balance_minutes": "-30",
    },
    {
        "id": "W2",
        "place_id": "B13 9YU",
        "constituency": "Hall Green",
        "pay_pence_per_hour": "1265",
        "contract_minutes_per_week": "1260",
        "skills": "medication",
        "gender": "male",
        "travel_mode": "bus",
        "pattern_ids": "early; late",
        "reach_constituencies": "Selly Oak",
    },
    {
        "id": "W3",
        "place_id": "B14 7SQ",
        "constituency": "Selly Oak",
        "pay_pence_per_hour": "1265",
        "contract_minutes_per_week": "840",
        "skills": "hoist",
        "gender": "female",
        "pattern_ids": "early; late",
        "reach_constituencies": "*",
        "reach_minutes": "40",
    },
    {
        "id": "W4",
        "place_id": "B13 8LB",
        "constituency": "Hall Green",
        "employment": "bank",
        "pay_pence_per_hour": "1285",
        "contract_minutes_per_week": "0",
        "tolerance_over_minutes": "2400",
        "skills": "medication",
        "pattern_ids": "early; late; night",
        "night_volunteer": "yes",
        "reach_constituencies": "*",
    },
]
SERVICE_USERS: list[Row] = [
    {
        "id": "U1",
        "place_id": "P1",
        "constituency": "Hall Green",
        "funding": "council:50; NHS:50",
        "start_date": "2026-01-05",
        "expected_end_date": "2026-02-15",
        "known_worker_ids": "W1; W2",
        "preferred_worker_ids": "W1",
    },
    {"id": "U2", "place_id": "B13 9RR", "constituency": "Hall Green", "known_worker_ids": "W3"},
    {"id": "U3", "place_id": "B14 7QP", "constituency": "Selly Oak", "excluded_worker_ids": "W4"},
]
VISITS: list[Row] = [
    {
        "id": "V1",
        "service_user_id": "U1",
        "date": "2026-01-12",
        "windows": "07:30-09:00",
        "minutes": "30",
        "skills": "medication",
        "time_critical": "yes",
    },
    {
        "id": "V2",
        "service_user_id": "U1",
        "date": "2026-01-12",
        "windows": "15:00-17:00",
        "minutes": "30",
        "skills": "medication",
        "gaps": "V1:360-600",
    },
    {"id": "V3", "service_user_id": "U1", "date": "2026-01-14", "windows": "07:30-09:00", "minutes": "30"},
    {
        "id": "V4",
        "service_user_id": "U2",
        "date": "2026-01-16",
        "windows": "09:00-10:30",
        "minutes": "45",
        "workers_needed": "2",
        "skills": "hoist",
    },
    {"id": "V5", "service_user_id": "U2", "date": "2026-01-13", "windows": "08:00-09:00+30", "minutes": "30"},
    {"id": "V6", "service_user_id": "U2", "date": "2026-01-15", "windows": "17:00-20:00", "minutes": "45"},
    {
        "id": "V7",
        "service_user_id": "U3",
        "windows": "2026-01-14 10:00-13:00; 2026-01-16 10:00-13:00",
        "minutes": "60",
        "need": "waiting_list",
    },
    {"id": "V8", "service_user_id": "U3", "date": "2026-01-12", "windows": "09:30-11:00", "minutes": "45"},
    {"id": "V9", "service_user_id": "U3", "date": "2026-01-15", "windows": "19:30-21:30", "minutes": "30"},
    {
        "id": "V10",
        "service_user_id": "U3",
        "date": "2026-01-13",
        "windows": "10:00-12:00; 15:00-17:00",
        "minutes": "60",
        "unserved_price_pence": "9000",
    },
]
POSTS: list[Row] = [
    {
        "id": "waking night Wed",
        "place_id": "scheme",
        "constituency": "Hall Green",
        "start": "2026-01-14 22:00",
        "end": "2026-01-15 07:00",
        "funding": "council:70; housing association:30",
    },
]
COVERS: list[Row] = [
    {"id": "Thu late", "date": "2026-01-15", "pattern_id": "late", "wanted": "1", "under_pence": "3000"},
    {
        "id": "Fri early hoist",
        "date": "2026-01-16",
        "pattern_id": "early",
        "skill": "hoist",
        "wanted": "2",
        "least": "1",
        "under_pence": "3000",
    },
]
LINE_TERMS: list[Row] = [
    {"id": "full time", "bounds": "consecutive_duties: -5; consecutive_days_off: 2- @300/; weekends: -1"},
]
ABSENCES: list[Row] = [
    {
        "id": "A1",
        "worker_id": "W2",
        "kind": "leave",
        "first_date": "2026-01-13",
        "last_date": "2026-01-13",
        "paid_minutes": "430",
    },
]
TRAININGS: list[Row] = [
    {
        "id": "T1",
        "worker_id": "W3",
        "minutes": "60",
        "first_date": "2026-01-12",
        "last_date": "2026-01-16",
        "earliest_start": "09:00",
        "latest_start": "16:00",
    },
]
PREFERENCES: list[Row] = [
    {
        "id": "R1",
        "worker_id": "W1",
        "kind": "want",
        "date": "2026-01-14",
        "pattern_id": "early",
        "strength": "2",
    },
    {"id": "R2", "worker_id": "W2", "kind": "rather_not", "date": "2026-01-17"},
    {"id": "R3", "worker_id": "W3", "kind": "cannot", "date": "2026-01-13", "span": "15:00-18:00"},
]
PINS: list[Row] = [
    {"id": "K1", "kind": "day_off", "worker_id": "W1", "date": "2026-01-18"},
    {"id": "K2", "kind": "visit", "worker_id": "W1", "visit_id": "V1"},
]
AS_WAS: list[Row] = [
    {"worker": "W1", "date": "2026-01-12", **_EARLY, "visit": "V1", "start_time": "07:45", "break": "12:00-12:20"},
    {"worker": "W1", "date": "2026-01-12", **_EARLY, "visit": "V8", "start_time": "09:30"},
    {"worker": "W2", "date": "2026-01-12", **_LATE, "visit": "V2", "start_time": "15:30"},
    {"worker": "W3", "date": "2026-01-13", **_EARLY, "visit": "V5", "start_time": "08:00"},
    {"worker": "W3", "date": "2026-01-13", **_EARLY, "visit": "V10", "start_time": "10:30"},
    {"worker": "W1", "date": "2026-01-14", **_EARLY, "visit": "V3", "start_time": "07:45"},
    {"worker": "W4", "date": "2026-01-14", "start": "22:00", "end": "07:00", "post": "waking night Wed"},
    {"worker": "W2", "date": "2026-01-15", **_LATE, "visit": "V6", "start_time": "17:30"},
    {"worker": "W2", "date": "2026-01-15", **_LATE, "visit": "V9", "start_time": "20:00"},
    {"worker": "W1", "date": "2026-01-16", **_EARLY, "visit": "V4", "start_time": "09:15"},
    {"worker": "W3", "date": "2026-01-16", **_EARLY, "visit": "V4", "start_time": "09:15"},
    {"worker": "W3", "date": "2026-01-16", **_EARLY, "training": "T1", "start_time": "11:00"},
]

# The pages rules, prices, pay and travel are written with every key at its default.
EXAMPLE: dict[str, list[Row]] = {
    "settings": SETTINGS,
    "places": PLACES,
    "patterns": PATTERNS,
    "workers": WORKERS,
    "service_users": SERVICE_USERS,
    "visits": VISITS,
    "posts": POSTS,
    "covers": COVERS,
    "line_terms": LINE_TERMS,
    "absences": ABSENCES,
    "trainings": TRAININGS,
    "preferences": PREFERENCES,
    "pins": PINS,
    "as_was": AS_WAS,
}
