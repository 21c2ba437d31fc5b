"""Version 1 of the API: one file for each thing that can be asked about."""

from fastapi import APIRouter

from service.api.v1 import (
    accounts,
    audit,
    changes,
    checks,
    comparing,
    delivered,
    figures,
    notices,
    persons,
    pins,
    preferences,
    requests,
    rosters,
    rota,
    sign_in,
    solves,
    swaps,
    teams,
    tokens,
    visits,
    weeks,
    workers,
)

ROUTERS: tuple[APIRouter, ...] = (
    preferences.router,  # many ask at once, and routes are tried in turn
    accounts.router,
    audit.router,
    changes.router,
    checks.router,
    comparing.router,
    delivered.router,
    figures.router,
    notices.router,
    persons.router,
    pins.router,
    requests.router,
    rosters.router,
    rota.router,
    sign_in.router,
    solves.router,
    swaps.router,
    teams.router,
    tokens.router,
    visits.router,
    weeks.router,
    workers.router,
)
