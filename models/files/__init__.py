"""Files: requests as folders of CSV, workbooks or JSON; rosters as JSON or typed by hand; delivered visits;
templates to start from.
"""

from models.files.delivered import delivered_csv, delivered_json, parse_delivered, read_delivered, write_delivered
from models.files.report import FileReport, ReadReport
from models.files.requests import (
    parse_files,
    parse_request,
    read_request,
    request_csv,
    request_in,
    request_xlsx,
    write_request,
)
from models.files.rosters import read_roster, roster_json, write_roster
from models.files.template import write_template

__all__ = [
    "FileReport",
    "ReadReport",
    "delivered_csv",
    "delivered_json",
    "parse_delivered",
    "parse_files",
    "parse_request",
    "read_delivered",
    "read_request",
    "read_roster",
    "request_csv",
    "request_in",
    "request_xlsx",
    "roster_json",
    "write_delivered",
    "write_request",
    "write_roster",
    "write_template",
]
