"""Passwords: how long they must be, which are refused as too common, and how they are kept."""

import re
import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.problems import Problem

# NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where nothing stands beside the password, 64 or more allowed,
# no rules about kinds of characters, common ones refused. NCSC: three random words, which is about as long.
LEAST_CHARACTERS = 15
MOST_CHARACTERS = 256

# Words that leaked passwords are most often made of, and this service's own.
COMMON = re.findall(
    r"\S+",
    "password passwort passw0rd p@ssword p@ssw0rd letmein welcome qwertyuiop qwerty asdfghjkl asdf zxcvbnm 1q2w3e4r5t"
    " 1q2w3e4r 1qaz2wsx iloveyou admin administrator football liverpool arsenal chelsea princess sunshine dragon"
    " monkey charlie superman batman master shadow michael trustno changeme secret login guest test user hello"
    " summer winter spring autumn monday abc birmingham council enablement rota",
)
SEQUENCES = ("0123456789" * 3, "9876543210" * 3, "abcdefghijklmnopqrstuvwxyz" * 2)

# Argon2id as OWASP's Password Storage Cheat Sheet gives it: 19 MiB, two passes, one lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
AT_ONCE = BoundedSemaphore(4)  # more at a time would only fill memory


def problems_of(password: str, account_name: str) -> list[Problem]:
    """Return everything wrong with a new password; none = it will do."""
    found = []
    if not LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        cause = f"the password has {len(password)} characters, not {LEAST_CHARACTERS} to {MOST_CHARACTERS}"
        found.append(Problem(code="E8110", cause=cause, action="take three or four random words"))
    if _is_common(_plain(password), _plain(account_name)):
        cause = "the password is made of what is guessed first: common words, sequences, repeats or the account's name"
        found.append(Problem(code="E8111", cause=cause, action="take three or four random words"))
    return found


def hash_of(password: str) -> str:
    """Return what is kept of a password."""
    with AT_ONCE:
        return HASHER.hash(_normal(password))


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether a password is the one kept; takes as long where there is none (None), so that names stay unknown."""
    with AT_ONCE:
        try:
            return HASHER.verify(password_hash or NOBODYS, _normal(password)) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> bytes:
    """Return the same bytes however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_common(password: str, account_name: str) -> bool:
    """Whether nothing but common words (each with up to four digits), the name, a sequence or repeats is in it."""
    words = sorted((word for word in (*map(_plain, COMMON), account_name) if word), key=len, reverse=True)
    # Atomic and possessive (?> ++): it never goes back, so that no password takes long to look at.
    made_of_words = re.fullmatch(rf"\d{{0,4}}(?>(?:{'|'.join(map(re.escape, words))})\d{{0,4}})++", password)
    repeats = re.fullmatch(r"(.{1,4})\1+.{0,3}", password)
    return bool(made_of_words or repeats or (password and any(password in sequence for sequence in SEQUENCES)))


NOBODYS = hash_of("nobody has this password")
