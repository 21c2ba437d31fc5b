"""What was delivered of a roster beside what was planned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.rosters.making.papers import Papers, request_of, roster_of

if TYPE_CHECKING:
    from models.delivered import DeliveredVisit

Row = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """Delivered visits as they are kept, and their ledger, planned against delivered, as JSON holds it."""

    document: bytes
    records: int
    ledger: dict[str, Any]


def counted(papers: Papers, data: bytes, file: str) -> Counted:
    """Read delivered visits and count them.

    Args:
        papers: of the published roster.
        data: the bytes of a file.
        file: its name, ending in .csv or .json.

    Raises:
        InputError: with every problem of the file (E1xxx) or of what it says (E825x).
    """
    from models.files.delivered import delivered_json, parse_delivered
    from optimiser.delivered import planned_against_delivered

    delivered: tuple[DeliveredVisit, ...] = parse_delivered(data, file)
    ledger = planned_against_delivered(request_of(papers), roster_of(papers), delivered)
    return Counted(delivered_json(delivered), len(delivered), ledger.model_dump(mode="json"))


def ledger_table(ledger: dict[str, Any]) -> list[Row]:
    """Return a ledger's lines as a table: all, then each worker, then each constituency, planned beside delivered."""
    lines = [ledger["total"], *ledger["workers"], *ledger["constituencies"]]
    return [
        {"of": line["of"], "id": line["id"]}
        | {f"{side}_{name}": value for side in ("planned", "delivered") for name, value in _flat(line[side]).items()}
        | {f"visits_{name}": number for name, number in line["visits"].items()}
        for line in lines
    ]


def _flat(side: dict[str, Any]) -> Row:
    minutes = {f"{category}_minutes": count for category, count in side["minutes"].items()}
    return minutes | {name: value for name, value in side.items() if name != "minutes"}
