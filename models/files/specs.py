"""Every table of a request, in the order in which a person would fill them in."""

from models.files.specs_cover import COVERS, LINE_TERMS
from models.files.specs_people import ABSENCES, PREFERENCES, SERVICE_USERS, TRAININGS, WORKERS
from models.files.specs_terms import PAY, PRICES, RULES, SETTINGS, TRAVEL
from models.files.specs_work import AS_WAS, PATTERNS, PINS, PLACES, POSTS, VISITS
from models.files.tables import Table

TABLES: tuple[Table, ...] = (
    SETTINGS,
    PLACES,
    PATTERNS,
    LINE_TERMS,
    WORKERS,
    SERVICE_USERS,
    VISITS,
    POSTS,
    COVERS,
    ABSENCES,
    TRAININGS,
    PREFERENCES,
    PINS,
    RULES,
    PRICES,
    PAY,
    TRAVEL,
    AS_WAS,
)
TABLE_BY_NAME = {table.name: table for table in TABLES}
