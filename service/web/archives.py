"""Unpacking a .zip that somebody sent: into memory, never more than stated, whatever the archive says of itself."""

import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from models.problems import Problem
from service.web.refusals import RefusedError

MOST_FILES = 60
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_DIRECTORY_BYTES = 64 * 1024
_LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db")
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


def unpacked(packed: BinaryIO, name: str) -> dict[str, bytes]:
    """Return what each file in an archive holds, by its name without the one folder that may stand around all.

    Args:
        packed: the archive.
        name: what to call it in problems.

    Raises:
        RefusedError: it is no archive, is encrypted, holds too many files or too much, or paths that lead elsewhere.
    """
    refuse_swollen_directory(packed, name)
    try:
        with zipfile.ZipFile(packed) as archive:
            members = [each for each in archive.infolist() if not each.is_dir() and not _is_left_by_system(each)]
            if len(members) > MOST_FILES:
                raise _refused("E8707", f"it holds more than {MOST_FILES} files", "send one week's files only", name)
            _require_plain_paths(members, name)
            return _contents(archive, members, name)
    except _UNREADABLE as error:
        cause = "it cannot be read as an archive, or is encrypted"
        raise _refused("E8706", cause, "pack the files again, without a password", name) from error


def refuse_swollen_directory(packed: BinaryIO, name: str) -> None:
    """Refuse an archive (or workbook, which is one) whose list of files alone would fill our memory.

    Raises:
        RefusedError: the list is longer than any week needs, or of the kind that only huge archives have.
    """
    size = packed.seek(0, 2)
    packed.seek(max(0, size - 66_000))
    ending = packed.read()
    packed.seek(0)
    at = ending.rfind(b"PK\x05\x06")
    listed = struct.unpack_from("<L", ending, at + 12)[0] if 0 <= at <= len(ending) - 16 else 0
    if listed > MOST_DIRECTORY_BYTES or ending[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise _refused("E8707", "it lists far more files than a week has", "send one week's files only", name)


def _contents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> dict[str, bytes]:
    """Return what the files hold, counting what really comes out: an archive's own sizes may be lies."""
    contents: dict[str, bytes] = {}
    room = MOST_UNPACKED_BYTES
    for member in members:
        inner = PurePosixPath(member.filename).name
        if inner in contents:
            raise _refused("E8705", f"it holds two files of the name {inner}", "leave one of them out", name)
        with archive.open(member) as packed:
            contents[inner] = packed.read(room + 1)
        room -= len(contents[inner])
        if room < 0:
            cause = f"it unpacks to more than {MOST_UNPACKED_BYTES // 1024**2} MB"
            raise _refused("E8707", cause, "send one week's files only", name)
    return contents


def _require_plain_paths(members: list[zipfile.ZipInfo], name: str) -> None:
    for member in members:
        parts = PurePosixPath(member.filename).parts
        if not 1 <= len(parts) <= 2 or ".." in parts or "/" in parts or not is_plain(parts[-1]):
            cause = "it holds a file under a path that leads elsewhere"
            raise _refused("E8704", cause, "pack the files themselves, or one folder of them", name)


def is_plain(name: str) -> bool:
    """Return whether a file's name is no more than a name."""
    return 0 < len(name) <= 100 and name.isprintable() and not any(sign in name for sign in "/\\:") and name[0] != "."


def _is_left_by_system(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return bool(parts) and (parts[0] in _LEFT_BY_SYSTEMS or parts[-1] in _LEFT_BY_SYSTEMS)


def _refused(code: str, cause: str, action: str, file: str) -> RefusedError:
    return RefusedError(422, Problem(code=code, cause=cause, action=action, file=file))
