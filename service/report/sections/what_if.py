"""A study that was solved with the plan, in the plan's own report."""

from dataclasses import dataclass

from service.bundle import Bundle
from service.report.sections import scenarios, target


@dataclass(frozen=True)
class View:
    """The study's name, its scenarios side by side and the way to its target."""

    name: str
    scenarios: scenarios.View
    target: target.View | None


def view(bundle: Bundle) -> View | None:
    """Return the section; None where no study was given."""
    study = bundle.study
    return None if study is None else View(study.name, scenarios.view(study), target.view(study))
