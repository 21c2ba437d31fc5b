"""The writing of a result's files."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service.bundle import Bundle
from service.calendars import write_calendars


def write_all(bundle: Bundle, folder: Path) -> None:
    """Write every file of a result into `folder`, which is there."""
    from models.files import write_request, write_roster
    from service.report import write_report
    from service.workbook import write_workbook

    write_request(bundle.request, folder / "request.json")
    write_roster(bundle.roster, folder / "roster.json")
    _write_json(bundle.metrics, folder / "metrics.json")
    bundle.ledger.to_csv(folder / "ledger.csv", index=False, lineterminator="\n")
    if bundle.gain:
        _write_json([asdict(step) for step in bundle.gain], folder / "gain.json")
    if bundle.study:
        _write_json(asdict(bundle.study), folder / "study.json")
    write_workbook(bundle, folder / "roster.xlsx")
    write_calendars(bundle.request, bundle.roster, folder / "calendars")
    write_report(bundle, folder / "report.html")


def _write_json(content: Any, path: Path) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
