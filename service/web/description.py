"""The description of the API at /openapi.json: FastAPI's own, with the problem document that every error answers."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from service.web import idempotency
from service.web.problem_documents import ProblemDocument
from service.web.uploads import DESCRIBED

REFERENCE = "#/components/schemas/{model}"


def describe(app: FastAPI) -> None:
    """Have the application describe problem documents once, where every error refers to."""
    own = app.openapi

    def described() -> dict[str, Any]:
        document = own()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if "ProblemDocument" in schemas:
            return document
        schema = ProblemDocument.model_json_schema(ref_template=REFERENCE)
        schemas.update(schema.pop("$defs", {}))
        schemas["ProblemDocument"] = schema
        _, described_here = models_json_schema([(each, "validation") for each in DESCRIBED], ref_template=REFERENCE)
        schemas.update({name: each for name, each in described_here.get("$defs", {}).items() if name not in schemas})
        for path in document["paths"].values():
            path.get("post", {}).setdefault("parameters", []).append(idempotency.PARAMETER)
        return document

    app.openapi = described  # type: ignore[method-assign]  # the way FastAPI documents
