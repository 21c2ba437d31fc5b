"""Secrets that are shown once: made at random, kept as a hash only."""

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret that nobody can guess: 256 random bits, fit for an address or a header."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> bytes:
    """Return what is kept of a secret: long random secrets need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
