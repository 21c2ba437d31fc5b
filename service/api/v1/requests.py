"""Rota requests: the versions of a week's, each as JSON, CSV and a workbook; another one by upload."""

import io
import zipfile
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy import select

from models.files import ReadReport, parse_files, parse_request, request_csv, request_xlsx
from models.problems import Problem
from models.request import RotaRequest
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.api.v1.changed_requests import RequestOut
from service.api.v1.examples import REQUEST
from service.store.tables import StoredRequest
from service.web.conditions import IfMatch, tag
from service.web.ids import RowId
from service.web.pages import Before, Limit, Page, one_page
from service.web.uploads import Sent, Upload, body_described
from service.weeks.changing import Changing
from service.weeks.requests import as_request

router = APIRouter(prefix="/api/v1", tags=["rota requests"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
SkipRejected = Annotated[bool, Query(description="go on without rejected rows and what refers to them; they are told")]


def as_file(media_type: str) -> dict[str, Any]:
    """Return the description of an endpoint that answers a file."""
    schema = {"type": "string", "format": "binary"}
    return {"responses": {200: {"content": {media_type: {"schema": schema}}}}, "response_class": Response}


class UploadedRequest(RequestOut):
    """A version as uploaded, what reading it did, and stated wishes that it no longer admits."""

    read: ReadReport
    wishes_left_out: list[Problem]


@router.get("/weeks/{week_id}/requests")
def list_requests(
    week_id: RowId, before: Before = None, limit: Limit = 50, act: Acting = may(Action.READ_REQUEST)
) -> Page[RequestOut]:
    """Return the versions of a week's request."""
    with act.reading() as rows:
        query = select(StoredRequest).where(StoredRequest.week_id == rows.week(week_id).id)
        found, following = one_page(rows.session, query, StoredRequest.id, before, limit)
        return Page(items=[RequestOut.model_validate(each) for each in found], next_before=following)


@router.post("/weeks/{week_id}/requests", status_code=201, openapi_extra=body_described(RotaRequest, "", REQUEST))
def upload_request(
    week_id: RowId,
    act: Annotated[Acting, may(Action.CHANGE_REQUEST)],
    sent: Sent,
    response: Response,
    if_match: IfMatch = None,
    skip_rejected: SkipRejected = False,
) -> UploadedRequest:
    """Give a week another request, as JSON or as files; wishes stated for a submitted week go into it too."""
    changing = Changing(act, week_id, if_match)
    given, report = _read(sent, skip_rejected=skip_rejected)
    request, left_out = changing.with_wishes(given)
    changing.require_sound(request)
    with act.writing() as rows:
        week, stored = changing.keep(rows, request, "uploaded")
        tag(response, week.version)
        known = RequestOut.model_validate(stored).model_dump()
        return rows.answered(UploadedRequest(**known, read=report, wishes_left_out=left_out))


@router.get("/requests/{request_id}")
def read_version(request_id: RowId, act: Acting = may(Action.READ_REQUEST)) -> RequestOut:
    """Return what a version is, without what it holds."""
    with act.reading() as rows:
        return RequestOut.model_validate(rows.of_week(StoredRequest, request_id))


@router.get("/requests/{request_id}/document", response_model=RotaRequest)
def read_document(request_id: RowId, act: Acting = may(Action.READ_REQUEST)) -> Response:
    """Return a version as the JSON that `rota solve` reads."""
    stored = _stored(act, request_id)
    return Response(stored.document, media_type="application/json", headers={"ETag": f'"{stored.sha256}"'})


@router.get("/requests/{request_id}/csv", **as_file(ZIP))
def read_csv(request_id: RowId, act: Acting = may(Action.READ_REQUEST)) -> Response:
    """Return a version as a .zip of CSV files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in request_csv(as_request(_stored(act, request_id))).items():
            archive.writestr(name, content)
    return _file(packed.getvalue(), ZIP, f"request-{request_id}.zip")


@router.get("/requests/{request_id}/xlsx", **as_file(XLSX))
def read_workbook(request_id: RowId, act: Acting = may(Action.READ_REQUEST)) -> Response:
    """Return a version as a workbook in the template's form."""
    content = request_xlsx(as_request(_stored(act, request_id)))
    return _file(content, XLSX, f"request-{request_id}.xlsx")


def _read(sent: Upload, *, skip_rejected: bool) -> tuple[RotaRequest, ReadReport]:
    if sent.json is not None:
        return parse_request(sent.json, "request", skip_rejected)
    return parse_files(sent.contents(), skip_rejected)


def _stored(act: Acting, request_id: int) -> StoredRequest:
    with act.reading() as rows:
        return rows.of_week(StoredRequest, request_id)


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
