"""A small OpenID Connect provider on this machine: what it says of whoever comes can be bent for a test."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT = "portal"
SECRET = "a secret: with signs"


class Provider:
    """`claims` are laid over what the ID token says by itself; `key` and `algorithm` sign it."""

    def __init__(self) -> None:
        self.codes: dict[str, dict[str, str]] = {}
        self.back_to_normal()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.answer(self, None)

            def do_POST(self) -> None:
                owner.answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.issuer = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def back_to_normal(self) -> None:
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.key, self.kid, self.algorithm, self.discovery = KEY, "first", "RS256", {}

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler: Any, body: str | None) -> None:
        parts = urlsplit(handler.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            return self._page(handler, asked)
        if parts.path == "/consent":
            handler.send_response(302)
            handler.send_header("Location", self.came_back(asked))
            handler.end_headers()
            return None
        routes = {
            "/.well-known/openid-configuration": self._described,
            "/keys": lambda: {
                "keys": [jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "first"}]
            },
            "/token": lambda: self._tokens(handler, body or ""),
            "/favicon.ico": dict,
            "/userinfo": lambda: self.userinfo,
        }
        told = routes.get(parts.path, lambda: None)()
        handler.send_response(400 if told is None else 200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(json.dumps(told).encode())
        return None

    def came_back(self, asked: dict[str, str]) -> str:
        """The address with code and state to which the browser returns."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def _page(self, handler: Any, asked: dict[str, str]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        link = "/consent?" + urlencode(asked).replace("&", "&amp;")
        handler.wfile.write(f"<!doctype html><title>P</title><h1>Provider</h1><a href='{link}'>It is me</a>".encode())

    def _described(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        } | self.discovery

    def _tokens(self, handler: Any, body: str) -> dict[str, Any] | None:
        form = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        )
        basic = base64.b64encode(f"{CLIENT}:a%20secret%3A%20with%20signs".encode()).decode()
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or handler.headers["Authorization"] != f"Basic {basic}"
        ):
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "sub": "person-1"}
        claims |= {"nonce": asked["nonce"]} | self.claims
        key = None if self.algorithm == "none" else self.key
        token = jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": self.kid})
        return {"access_token": "anything", "id_token": token, "token_type": "Bearer"}
