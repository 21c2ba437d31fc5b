"""Sign-in at the council's directory by OpenID Connect: the code flow with PKCE, state and nonce.

What the directory's answer must match is kept in the store, hashed, for ten minutes and for one use; the browser holds
the state in a cookie, so that nobody can be sent back here with somebody else's sign-in.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import delete

from models.problems import Problem
from service.access.keys import hashed, new_secret
from service.access.names import as_name
from service.settings import Settings
from service.store.database import Store
from service.store.tables import DirectorySignIn, now
from service.web.refusals import RefusedError

WITHIN = timedelta(minutes=10)
SECONDS_TO_ANSWER = 10
LEEWAY_SECONDS = 60
# Signatures only: neither "none" nor a secret shared with others.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True)
class Person:
    """Who the directory says it is: for good by subject, at the first sign-in by the name of an account."""

    issuer: str
    subject: str
    name: str | None


def begin(store: Store, settings: Settings) -> tuple[str, str]:
    """Begin a sign-in; return the directory's address to send the browser to, and the state for its cookie.

    Raises:
        RefusedError: no directory is set, or it does not answer.
    """
    metadata = _metadata(settings)
    state, nonce, code_verifier = new_secret(), new_secret(), new_secret()
    with store.writing() as session:
        session.execute(delete(DirectorySignIn).where(DirectorySignIn.expires_at < now()))
        session.add(
            DirectorySignIn(
                state_hash=hashed(state), nonce=nonce, code_verifier=code_verifier, expires_at=now() + WITHIN
            )
        )
    with _client(settings) as client:
        address, _ = client.create_authorization_url(
            metadata["authorization_endpoint"], state=state, code_verifier=code_verifier, nonce=nonce
        )
    return address, state


def finish(store: Store, settings: Settings, state: str, code: str) -> Person:
    """End a sign-in with what the directory sent the browser back with.

    Args:
        store: where `begin` kept what must match.
        settings: the directory's.
        state: from the browser's cookie.
        code: what the directory gave the browser to bring back.

    Raises:
        RefusedError: it does not match, was used already, or the directory does not vouch for it.
    """
    begun = _begun(store, state)
    try:
        metadata = _metadata(settings)
        with _client(settings) as client:
            token = client.fetch_token(
                metadata["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=begun.code_verifier,
                timeout=SECONDS_TO_ANSWER,
            )
        claims = _claims(settings, _fetched(metadata["jwks_uri"]), token, begun.nonce)
    except (AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        raise _refused(f"the directory's answer cannot be used ({type(error).__name__})") from error
    except requests.RequestException as error:
        raise _no_answer() from error
    return Person(claims["iss"], claims["sub"], as_name(claims.get(settings.oidc_name_claim)))


def back_address(settings: Settings) -> str:
    """Return where the directory sends browsers back to; it must be registered there."""
    return f"{settings.own_address}/sign-in/directory/back"


def _begun(store: Store, state: str) -> DirectorySignIn:
    """Return what `begin` kept, once."""
    with store.writing() as session:
        begun = session.get(DirectorySignIn, hashed(state), with_for_update=True)
        if begun is not None:
            session.delete(begun)
    if begun is None or begun.expires_at < now():
        raise _refused("this sign-in was used already, took too long or was not begun in this browser")
    return begun


def _claims(settings: Settings, keys: dict[str, Any], token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """Return what the directory's signed word says, once every part of it holds."""
    signed = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]
    options = {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
    }
    known = {"nonce": nonce, "client_id": settings.oidc_client_id, "access_token": token.get("access_token")}
    claims = CodeIDToken(signed.claims, signed.header, options, known)
    claims.validate(leeway=LEEWAY_SECONDS)
    return dict(claims)


def _client(settings: Settings) -> Any:
    return OAuth2Session(
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value() or None,
        scope="openid profile email",
        redirect_uri=back_address(settings),
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if settings.oidc_client_secret else "none",
    )


def _metadata(settings: Settings) -> dict[str, Any]:
    """Return what the directory tells about itself; it must be the one that is set."""
    if not settings.oidc_issuer:
        cause = "no directory is set"
        raise RefusedError(404, Problem(code="E8123", cause=cause, action="sign in by link or password"))
    try:
        metadata = _fetched(f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")
    except (requests.RequestException, ValueError) as error:
        raise _no_answer() from error
    if metadata.get("issuer") != settings.oidc_issuer:
        raise _refused("the directory calls itself by another name than ROTA_OIDC_ISSUER")
    return metadata


def _fetched(address: str) -> dict[str, Any]:
    answer = requests.get(address, timeout=SECONDS_TO_ANSWER)
    answer.raise_for_status()
    fetched: dict[str, Any] = answer.json()
    return fetched


def _no_answer() -> RefusedError:
    problem = Problem(code="E8124", cause="the council's directory does not answer", action="try again in a while")
    return RefusedError(502, problem)


def _refused(cause: str) -> RefusedError:
    return RefusedError(403, Problem(code="E8125", cause=cause, action="begin the sign-in again"))
