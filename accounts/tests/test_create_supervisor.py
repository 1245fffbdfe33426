"""The first supervisor of a real installation."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.choices import Role
from accounts.models import User
from accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def run(monkeypatch: pytest.MonkeyPatch, given: str = f"{PASSWORD}\n", **options: Any) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    usual = {"email": "First@ISO.example", "name": "Fay First", "password_stdin": True}
    call_command("create_supervisor", stdout=out, **usual | options)
    return out.getvalue()


def test_it_makes_the_first_supervisor(monkeypatch: pytest.MonkeyPatch) -> None:
    said = run(monkeypatch)
    person = User.objects.get()
    assert (person.email, person.role, person.is_staff) == ("first@iso.example", Role.SUPERVISOR, True)
    assert person.check_password(PASSWORD)
    assert person.emailaddress_set.get().verified
    assert "second factor" in said
    assert PASSWORD not in said


def test_there_is_only_one_first(monkeypatch: pytest.MonkeyPatch, supervisor: User) -> None:
    with pytest.raises(CommandError, match="a supervisor already"):
        run(monkeypatch)


@pytest.mark.parametrize(
    ("given", "options", "words"),
    [
        ("short\n", {}, "too short"),
        ("\n", {}, "No password"),
        ("", {"password_stdin": False}, "nobody to ask"),
        (f"{PASSWORD}\n", {"email": "not an address"}, "valid email"),
        (f"{PASSWORD}\n", {"name": " "}, "your name"),
    ],
)
def test_misuse_is_one_clear_line(given: str, options: dict, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match=words):
        run(monkeypatch, given, **options)
    assert not User.objects.exists()
