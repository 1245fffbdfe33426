"""Sessions in the database, read together with whoever is signed in: one statement less on every page."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from portal.scoping.prepared import Prepared

_read_along: Final[ContextVar[Any]] = ContextVar("person read along with the session", default=None)


def _valid(key: Any, now: Any) -> QuerySet:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def _along(key: Any, now: Any) -> QuerySet:
    people = get_user_model().objects.filter(usersession__session_key=key).order_by()
    return people.annotate(stored=Subquery(_valid(key, now).values("session_data")))


ALONE: Final = Prepared(_valid)
ALONG: Final = Prepared(_along)


class SessionStore(DatabaseStore):
    """Finds the person by the list of signed-in sessions; a session that is not on it is read by itself.

    `person` is nobody unless the session's own data names that very person. Whether the person may still be signed in
    is asked of the backend, as ever.
    """

    person: Any = None

    def load(self) -> dict[str, Any]:
        self.person = None
        person, stored = self._signed_in()
        if stored is None:
            return super().load()
        data = self.decode(stored)
        if data.get(SESSION_KEY) == str(person.pk):
            self.person = person
        return data

    def _signed_in(self) -> tuple[Any, str | None]:
        """The person on the list under this key, and what is stored under it unless that has expired."""
        person = ALONG.first(key=self.session_key, now=timezone.now())
        return person, person.__dict__.pop("stored") if person else None

    def _get_session_from_db(self) -> Any:
        kept = ALONE.first(key=self.session_key, now=timezone.now())
        if kept is None:
            self._session_key = None
        return kept


@contextmanager
def reading_along(person: Any) -> Iterator[None]:
    """Let the backend take the person that came with the session, while it is asked for the session's person."""
    token = _read_along.set(person)
    try:
        yield
    finally:
        _read_along.reset(token)


def read_along(key: Any) -> Any:
    """The person of that key, if just that one came with the session."""
    person = _read_along.get()
    return person if person is not None and person.pk == key else None
