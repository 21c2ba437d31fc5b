"""The description of the API at /openapi.json: FastAPI's own, with the problem document that every error answers."""

from typing import Any

from fastapi import FastAPI

from service.web.problem_documents import ProblemDocument


def describe(app: FastAPI) -> None:
    """Have the application describe problem documents once, where every error refers to."""
    own = app.openapi

    def described() -> dict[str, Any]:
        document = own()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schema = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas["ProblemDocument"] = schema
        return document

    app.openapi = described  # type: ignore[method-assign]  # the way FastAPI documents
