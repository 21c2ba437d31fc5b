"""`rota settings`: the page of settings, as README has it."""

from service.settings import Settings
from service.settings_reading import variable


def settings_page() -> str:
    """Return a table of every setting: its name in the environment, its default, what it means."""
    rows = [
        f"| `{variable(name)}` | {_told(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | default | what it is |", "|---|---|---|", *rows])


def _told(default: object) -> str:
    return f"`{default}`" if default not in ("", None) else "-"
