"""Version 1 of the API: one file for each thing that can be asked about."""

from fastapi import APIRouter

from service.api.v1 import teams, weeks

PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (teams.router, weeks.router)
