"""E-mails one wrote oneself: seen by the writer only, taken back while they wait."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.outbox.choices import MessageState
from portal.outbox.tests.mails import mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]

PAGE = "/messages/"


def letter(person: Any, **given: Any) -> Any:
    due = timezone.now() + timedelta(seconds=10)
    return mail(**{"written_by": person, "due_at": due, "hold_reason": "undo"} | given)


def test_nobody_but_the_writer_sees_or_stops_a_letter(
    signed_in: Any, outsider: Any, manager: Any, supervisor: Any
) -> None:
    row = letter(manager)
    for person, code in ((outsider, 404), (supervisor, 200)):
        client = signed_in(person)
        answer = client.get(PAGE)
        assert answer.status_code == code
        assert row.address not in answer.content.decode()
        assert client.post(f"{PAGE}{row.ref}/undo/").status_code == 404
    row.refresh_from_db()
    assert row.state == MessageState.QUEUED


def test_the_writer_takes_it_back_while_it_waits(signed_in: Any, manager: Any) -> None:
    row = letter(manager)
    client = signed_in(manager)
    text = client.get(PAGE).content.decode()
    assert "data-countdown" in text
    answer = client.post(f"{PAGE}{row.ref}/undo/", HTTP_REFERER="http://testserver/participants/?q=x")
    assert answer.url == "http://testserver/participants/?q=x"
    row.refresh_from_db()
    assert row.state == MessageState.UNDONE
    assert "Taken back" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("state", [MessageState.SENDING, MessageState.SENT, MessageState.FAILED, MessageState.UNDONE])
def test_too_late_is_said(signed_in: Any, manager: Any, state: str) -> None:
    row = letter(manager, state=state)
    client = signed_in(manager)
    assert f"/{row.ref}/undo/" not in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{row.ref}/undo/", HTTP_REFERER="https://evil.example/")
    assert answer.url == PAGE
    row.refresh_from_db()
    assert row.state == state
    assert "tone-bad" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}{row.ref}/undo/").status_code == 405


def test_letters_are_found_by_where_they_are(signed_in: Any, manager: Any) -> None:
    rows = {state: letter(manager, state=state) for state in MessageState.values}
    client = signed_in(manager)

    def listed(query: str) -> set[str]:
        return {row.state for row in client.get(PAGE, {"state": query}).context["page"].rows}

    assert listed("") == listed("nonsense") == set(rows)
    assert listed("waiting") == {"queued", "sending"}
    assert listed("sent") == {"sent"}
    assert listed("undone") == {"undone"}
    assert listed("failed") == {"failed", "dropped"}


def test_the_toast_counts_the_seconds_left_and_vanishes_when_there_are_none(manager: Any) -> None:
    template = "outbox/_undo.html"
    waiting, over = letter(manager), letter(manager, due_at=timezone.now() - timedelta(seconds=1))
    assert 'data-countdown="10"' in render_to_string(template, {"message": waiting})
    assert 'action="/elsewhere/"' in render_to_string(template, {"message": waiting, "undo_url": "/elsewhere/"})
    assert render_to_string(template, {"message": over}).strip() == ""
    assert render_to_string(template, {"message": letter(manager, state=MessageState.SENT)}).strip() == ""


def test_the_list_costs_the_same_for_2_rows_and_for_20(signed_in: Any, manager: Any, lantern: Any) -> None:
    client = signed_in(manager)

    def statements(rows: int) -> int:
        for _ in range(rows):
            letter(manager, about_type="participants.participant", about_ref=lantern.participant.ref)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    assert statements(2) == statements(18) <= 8


def test_a_letter_whose_company_went_out_of_sight_names_no_address(
    signed_in: Any, senior: Any, restricted: Any, now: Any
) -> None:
    """Neither in its column nor in what the mail server answered."""
    contact = restricted.contact
    about = {"about_type": "participants.contact", "about_ref": contact.ref, "address": contact.email}
    letter(senior, state=MessageState.FAILED, last_error=f"550 {contact.email} unknown", **about)
    assert signed_in(senior).get(PAGE).content.decode().count(contact.email) == 2
    restricted.assignment.delete()
    text = signed_in(senior).get(PAGE).content.decode()
    assert contact.ref in text
    assert "harbor" not in text
