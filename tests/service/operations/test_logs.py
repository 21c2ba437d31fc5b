"""Logs are JSON lines in which nothing personal stands."""

import errno
import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from service.operations.logs import set_up_logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged meanwhile; afterwards everything is as it was."""
    root = logging.getLogger()
    before = root.handlers, root.level
    set_up_logs()
    stream = io.StringIO()
    assert isinstance(root.handlers[0], logging.StreamHandler)
    root.handlers[0].setStream(stream)
    yield stream
    root.handlers, root.level = before
    structlog.reset_defaults()


def told(lines: io.StringIO) -> dict[str, object]:
    answer: dict[str, object] = json.loads(lines.getvalue())
    return answer


def log_error(error: Exception) -> None:
    """Raise and log an error as a library would."""
    try:
        raise error
    except Exception:
        logging.getLogger("library").exception("it failed")


def test_an_error_is_told_by_its_kind_and_its_way_not_by_what_it_says(lines: io.StringIO) -> None:
    log_error(ValueError("W1 is ill"))
    assert told(lines)["error"] == "ValueError"
    assert "log_error" in str(told(lines)["came_through"])
    assert "is ill" not in lines.getvalue()


def test_what_the_machine_says_is_told(lines: io.StringIO) -> None:
    log_error(OSError(errno.ENOSPC, "No space left on device"))
    assert told(lines)["why"] == "[Errno 28] No space left on device"


def test_our_own_lines_carry_the_request_id(lines: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        logging.getLogger("rota").info("solved", extra={"solve": 3})
    assert (told(lines)["request_id"], told(lines)["solve"], told(lines)["level"]) == ("r-1", 3, "info")


def test_what_is_logged_through_structlog_is_a_line_like_the_others(lines: io.StringIO) -> None:
    structlog.get_logger("rota.jobs").warning("database out of reach", tries=2)
    line = told(lines)
    assert (line["event"], line["tries"], line["logger"]) == ("database out of reach", 2, "rota.jobs")
