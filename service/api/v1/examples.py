"""Small examples for the API's description: a request, a roster and wishes for one day in January."""

from typing import Any

PATTERN = {"id": "early", "kind": "early", "parts": [{"start": "07:00", "end": "13:00"}]}
WORKER: dict[str, Any] = {
    "id": "W1",
    "place_id": "P1",
    "constituency": "Yardley",
    "pay_pence_per_hour": 1265,
    "contract_minutes_per_week": 360,
    "pattern_ids": ["early"],
}
VISIT: dict[str, Any] = {
    "id": "V1",
    "service_user_id": "U1",
    "minutes": 30,
    "windows": [{"earliest_start": "2026-01-12T08:00", "latest_start": "2026-01-12T10:00"}],
}
PIN: dict[str, Any] = {"id": "K1", "kind": "day_off", "worker_id": "W1", "date": "2026-01-14"}
REQUEST: dict[str, Any] = {
    "name": "Yardley",
    "horizon": {"start": "2026-01-12", "days": 7},
    "places": [{"id": "P1", "postcode": "B25 8XE"}],
    "patterns": [PATTERN],
    "workers": [WORKER],
    "service_users": [{"id": "U1", "place_id": "P1", "constituency": "Yardley"}],
    "visits": [VISIT],
}
NEW_WEEK: dict[str, Any] = {"team_id": 1, "preferences_until": "2026-01-09T18:00", "request": REQUEST}
DEADLINE: dict[str, Any] = {"preferences_until": "2026-01-10T12:00"}
WISHES: dict[str, Any] = {
    "wishes": [
        {"kind": "want", "date": "2026-01-12", "pattern_id": "early", "strength": 2},
        {"kind": "cannot", "date": "2026-01-13", "span": {"start": "07:00", "end": "09:00"}},
    ]
}
DELIVERED: dict[str, Any] = {
    "delivered": [
        {"visit_id": "V1", "worker_id": "W1", "start": "2026-01-12T08:05", "end": "2026-01-12T08:40"},
        {"visit_id": "V2", "worker_id": "W1", "not_made": "no_access"},
    ]
}
CHECK: dict[str, Any] = {
    "request": REQUEST,
    "roster": {
        "duties": [
            {
                "worker_id": "W1",
                "date": "2026-01-12",
                "pattern_id": "early",
                "parts": [{"start": "2026-01-12T07:00", "end": "2026-01-12T13:00"}],
                "visits": [{"visit_id": "V1", "start": "2026-01-12T08:00"}],
            }
        ]
    },
}
