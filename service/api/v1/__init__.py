"""Version 1 of the API: one file for each thing that can be asked about."""

from fastapi import APIRouter

from service.api.v1 import audit, checks, pins, preferences, requests, teams, visits, weeks, workers

PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    teams.router,
    weeks.router,
    requests.router,
    pins.router,
    workers.router,
    visits.router,
    preferences.router,
    audit.router,
    checks.router,
)
