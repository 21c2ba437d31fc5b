"""Version 1 of the API: one file for each thing that can be asked about."""

from fastapi import APIRouter

from service.api.v1 import (
    accounts,
    audit,
    changes,
    checks,
    comparing,
    figures,
    persons,
    pins,
    preferences,
    requests,
    rosters,
    sign_in,
    solves,
    teams,
    tokens,
    visits,
    weeks,
    workers,
)

PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    accounts.router,
    audit.router,
    changes.router,
    checks.router,
    comparing.router,
    figures.router,
    persons.router,
    pins.router,
    preferences.router,
    requests.router,
    rosters.router,
    sign_in.router,
    solves.router,
    teams.router,
    tokens.router,
    visits.router,
    weeks.router,
    workers.router,
)
