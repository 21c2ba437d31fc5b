"""Reading one YAML or JSON document that a person wrote (changes, a study) into a model, every problem at once.

Plain values mean what they look like: dates and clock times stay text until the model reads them, and "no" or 10:30 are
never taken for something else, as YAML 1.1 would.
"""

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.files.causes import follows, in_plain_words
from models.files.csv_files import decoded
from models.files.json_files import read_object
from models.files.limits import content
from models.files.quoting import LONGEST_QUOTED, printable
from models.problems import InputError, Problem

Document = TypeVar("Document", bound=BaseModel)

_PLAIN = {
    "null": re.compile(r"^(?:null|~|)$"),
    "bool": re.compile(r"^(?:true|false)$"),
    "int": re.compile(r"^-?(?:0|[1-9][0-9]*)$"),
    "float": re.compile(r"^-?[0-9]+\.[0-9]+$"),
}


class _Loader(yaml.SafeLoader):
    """A safe loader that takes only what `_PLAIN` says for anything but text, and no key twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own shape

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping, once it is certain that it has no key twice."""
        keys = [key.value for key, _ in node.value]
        twice = next((key for number, key in enumerate(keys) if key in keys[:number]), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f'the key "{twice}" is there twice', node.start_mark)
        return super().construct_mapping(node, deep)


for _name, _pattern in _PLAIN.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", _pattern, None)


def read_document(path: Path, model: type[Document], code: str, what: str) -> Document:
    """Return the model that a .yaml, .yml or .json file describes.

    Args:
        path: the file.
        model: what it should hold.
        code: of every problem found, as E7301.
        what: the document in a word or two, as "changes".

    Raises:
        InputError: with every problem, each with the place in the document (`changes[2].minutes`) as its column.
    """
    path = Path(path)
    data = content(path)
    value = read_object(data, path.name) if path.suffix.lower() == ".json" else _yaml(data, path.name, code, what)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        own = (detail for detail in details if not follows(detail, details))
        raise InputError([_problem(detail, path.name, code, what) for detail in own]) from error


def _yaml(data: bytes, file: str, code: str, what: str) -> Any:
    """Return what a YAML document holds."""
    try:
        value = yaml.load(decoded(data, file), _Loader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it is not YAML"
        row = None if mark is None else mark.line + 1
        raise InputError([Problem(code=code, cause=reason, action="correct it", file=file, row=row)]) from error
    if not isinstance(value, dict):
        cause = f"the file does not hold {what}: no key at its top"
        raise InputError([Problem(code=code, cause=cause, action="see README.md for an example", file=file)])
    return value


def _problem(detail: ErrorDetails, file: str, code: str, what: str) -> Problem:
    """Return what the model says of one value, with its place in the document."""
    place = place_in(detail["loc"])
    if detail["type"] == "extra_forbidden":
        cause, action = f'"{place}" is no field of {what}', "remove or correct it"
    elif detail["type"] == "missing":
        cause, action = f'the field "{place}" is missing', "fill it in"
    else:
        cause, action = in_plain_words(detail), "correct it"
    return Problem(code=code, cause=cause, action=action, file=file, column=place)


def place_in(steps: tuple[str | int, ...]) -> str:
    """Return a place in a document as `changes[2].minutes`, positions counted from 1."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return printable(text.removeprefix("."))[:LONGEST_QUOTED]
