"""Statements of a page: those of the business, without the frame of a transaction and the wall's own."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.test import Client

from issues.measuring import listening
from portal.bench.pages import Page
from portal.lifecycle.refusals import Refused

# Of a transaction its beginning, its savepoints and its end; of the wall that it is put on and taken off.
FRAME: Final = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config")


def business(statements: Sequence[str]) -> list[str]:
    return [sql for sql in statements if not sql.lstrip().startswith(FRAME)]


def signed_in_client(cookie: str) -> Client:
    """The session that was begun at the door, in this process: through every middleware, to be listened to."""
    client = Client(HTTP_HOST="localhost", raise_request_exception=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return client


def statements_of(page: Page, client: Client, headers: dict[str, str]) -> list[tuple[str, Any]]:
    """What one visit asks the database for, the first one's caches being warm.

    Of two such visits the cheaper one: once a minute it is noted that somebody is still there.
    """
    visits = [_visit(page, client, headers) for _ in range(3)]
    return min(visits[1:], key=len)


def _visit(page: Page, client: Client, headers: dict[str, str]) -> list[tuple[str, Any]]:
    with listening() as heard:
        if page.method == "POST":
            response = client.post(page.addresses[0], page.body, content_type="application/json", headers=headers)
        else:
            response = client.get(page.addresses[0], headers=headers)
    if response.status_code != page.status:
        told = response.headers.get("Location") or response.content[:200].decode(errors="replace")
        raise Refused(f"{page.addresses[0]} answered {response.status_code}, not {page.status}: {told}")
    return [one for one in heard.statements if business([one[0]])]
