"""Who looks at the pages, and how they sign in: with address and password at the door, like everybody else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from typing import Final
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.actions.tokens import issue_token, revoke_token
from accounts.choices import TokenScope
from accounts.models import User
from participants.actions.scale import BUSIEST
from portal.lifecycle import demo
from portal.lifecycle.refusals import Refused

PERSONAS: Final = {
    "manager": BUSIEST,
    "supervisor": "supervisor@iso.example",
    "member": "admin@prairielantern.example",
}
FORGERY: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NAME: Final = "Measurement"


def people() -> dict[str, User]:
    """The personas; raises `Refused` when one is missing."""
    found = {user.email: user for user in User.objects.filter(email__in=PERSONAS.values())}
    if missing := [email for email in PERSONAS.values() if email not in found]:
        raise Refused(f"Nobody is called {missing[0]} here: load made-up data with `load_scale --preset`.")
    return {name: found[email] for name, email in PERSONAS.items()}


def sign_in(site: str, email: str) -> str:
    """The session's cookie after signing in at the door."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    door = site.rstrip("/") + reverse("account_login")
    with opener.open(door, timeout=30) as page:
        secret = FORGERY.search(page.read().decode()).group(1)
    form = {"login": email, "password": demo.PASSWORD, "csrfmiddlewaretoken": secret}
    asked = Request(door, urlencode(form).encode(), {"Referer": door})  # noqa: S310 our own server
    with opener.open(asked, timeout=30) as page:
        inside = not urlsplit(page.url).path.startswith("/accounts/")
    cookies = {cookie.name: cookie.value for cookie in jar}
    if not inside:
        raise Refused(f"{email} is not let in with the demo's password.")
    return cookies[settings.SESSION_COOKIE_NAME]


@contextmanager
def api_token(person: User) -> Iterator[str]:
    """The secret of a token that writes; revoked at the end."""
    told = {"name": NAME, "scope": TokenScope.WRITE, "days": 1}
    token, secret = issue_token(user=person, by=person, now=timezone.now(), **told)
    try:
        yield secret
    finally:
        revoke_token(token=token, by=person, now=timezone.now())
