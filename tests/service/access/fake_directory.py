"""A council's directory for tests: a real HTTP server that signs its word, and can be told to misbehave."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "rota", "shared with the directory"


@dataclass
class Directory:
    """Who is signed in there, and what it says that is not true."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "1234", "preferred_username": "anna"})
    says: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signs: Callable[[RSAKey, dict[str, Any]], str] = field(default_factory=lambda: signed)
    asked: dict[str, str] = field(default_factory=dict)

    def sign_in(self, address: str) -> str:
        """What a browser does there: signs in, and is sent back to the address returned."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return f"{self.asked['redirect_uri']}?code=the-code&state={self.asked['state']}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Give a token for the code, if client, secret and verifier are right."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        right = challenge.decode() == self.asked["code_challenge"] and authorization == f"Basic {known}"
        if not right or form["code"] != "the-code" or form["redirect_uri"] != self.asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self._word()}

    def _word(self) -> str:
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": int(time()),
            "exp": int(time()) + 300,
            "nonce": self.asked["nonce"],
            **self.person,
            **self.says,
        }
        return self.signs(self.key, claims)

    def told(self, path: str) -> dict[str, Any]:
        """What it tells about itself."""
        if path == "/keys":
            return {"keys": [self.key.as_dict(private=False)]}
        ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.address, **{name: self.address + end for name, end in ends.items()}, **self.metadata}


@contextmanager
def fake_directory() -> Iterator[Directory]:
    """Give a directory that answers until the block ends."""
    directory = Directory()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the server's own name for it
            self._answer(200, directory.told(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*directory.token(form, self.headers.get("Authorization", "")))

        def log_message(self, *_: object) -> None:
            """Stay silent."""

        def _answer(self, status: int, told: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    directory.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield directory
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def signed_with_public_key(key: RSAKey, claims: dict[str, Any]) -> str:
    """A word whose signature takes the public key, which everybody knows, for a shared secret."""
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "kid": "one"}, claims)]
    text = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = hmac.digest(key.as_pem(private=False), text, "sha256")
    return f"{text.decode()}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def not_signed(_: RSAKey, claims: dict[str, Any]) -> str:
    """A word that says of itself that it is not signed."""
    parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts).decode() + "."


def signed(key: RSAKey, claims: dict[str, Any]) -> str:
    """A word signed as it should be."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
