"""The searchable trail: for supervisors and auditors, filtered from the address, exported defused."""

import pytest
from django.urls import reverse

from portal.audit import trail
from portal.audit.models import AuditEvent

LIST = reverse("audit:audit-list")


@pytest.fixture
def history(manager, colleague, lantern, mesa, now):
    """A change of one participant by its manager, one of another by a colleague."""
    changes = {"name": ["Lantern", "Prairie Lantern Energy"]}
    trail.record("participants.participant.changed", of=lantern.participant, by=manager, at=now, changes=changes)
    trail.record("participants.contact.added", of=mesa.contact, by=colleague, at=now.replace(year=2025), reason="=1+1")


def labels(response):
    return [told.event.object_label for told, _named in response.context["events"]]


def test_an_outsider_finds_no_trail(signed_in, outsider, history):
    assert signed_in(outsider).get(LIST).status_code == 404


def test_an_account_manager_is_refused_with_the_reason(signed_in, manager, history):
    response = signed_in(manager).get(LIST)
    assert response.status_code == 403
    assert "supervisors and auditors" in response.content.decode()


@pytest.mark.parametrize("persona", ["supervisor", "auditor"])
def test_old_and_new_values_are_shown(request, signed_in, persona, history):
    text = signed_in(request.getfixturevalue(persona)).get(LIST).content.decode()
    assert "<del>Lantern</del>" in text
    assert "<ins>Prairie Lantern Energy</ins>" in text


@pytest.mark.parametrize(
    "query",
    [
        {"verb": "participants.participant.changed"},
        {"by": "manager@iso.example"},
        {"by": "dana"},
        {"since": "2026-01-01"},
    ],
)
def test_filters_narrow_the_trail(signed_in, auditor, history, query):
    assert labels(signed_in(auditor).get(LIST, query)) == ["Prairie Lantern Energy"]


def test_a_reference_finds_a_row_and_a_participants_reference_all_of_it(signed_in, auditor, history, mesa):
    client = signed_in(auditor)
    assert labels(client.get(LIST, {"of": mesa.contact.ref})) == ["mesa contact"]
    assert labels(client.get(LIST, {"of": mesa.participant.ref.lower()})) == ["mesa contact"]


def test_the_last_day_is_included(signed_in, auditor, history):
    assert labels(signed_in(auditor).get(LIST, {"until": "2025-11-18"})) == ["mesa contact"]
    assert labels(signed_in(auditor).get(LIST, {"until": "2025-11-17"})) == []


def test_pages_end_at_an_event(signed_in, auditor, supervisor, lantern, now):
    events = (
        trail.build("participants.participant.changed", of=lantern.participant, by=supervisor, at=now)
        for _ in range(60)
    )
    trail.record_many(events)
    client = signed_in(auditor)
    first = client.get(LIST).context["page"]
    second = client.get(LIST, {"after": first.last}).context["page"]
    assert len(second.rows) == 10
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}
    assert client.get(LIST, {"after": "1; drop"}).status_code == 200


def test_an_export_is_defused_and_recorded(signed_in, auditor, history):
    response = signed_in(auditor).get(LIST, {"export": "csv"})
    text = response.content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Lantern -> Prairie Lantern Energy" in text
    assert AuditEvent.objects.filter(verb="audit.trail.exported", by=auditor).exists()


@pytest.mark.parametrize("query", ["until=9999-12-31", "since=0001-01-01", "since=0001-01-01&until=9999-12-31"])
def test_impossible_days_are_told_not_counted_from(signed_in, auditor, history, query):
    assert signed_in(auditor).get(f"/audit/?{query}").status_code == 200
