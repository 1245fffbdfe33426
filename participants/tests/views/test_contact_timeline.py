"""The timeline of a participant: what was said, by kind, person, topic and period; who spoke last."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from accounts.models import User
from issues.choices import Side
from issues.tests.factories import CommentFactory, IssueFactory
from participants import contact_timeline
from participants.actions.interactions import log_interaction, strike_interaction
from participants.actions.letter_replies import receive_reply
from participants.actions.letters import write_letter
from participants.actions.meetings import plan_meeting
from participants.contact_timeline import last_said, place_named
from participants.models import Letter


def told(client: Any, company: Any, **given: str) -> str:
    page = client.get(reverse("participants:participant-timeline", args=[company.ref]), given)
    assert page.status_code == 200
    return page.content.decode()


def test_all_that_was_said_is_found_by_kind_person_topic_and_period(
    signed_in: Any, manager: User, colleague: User, lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    now = datetime.now(UTC)
    company, cora = lantern.participant, lantern.contact
    given = {"participant": company, "by": manager}
    hours = [now - timedelta(hours=number) for number in range(10)]
    call = log_interaction(**given, now=hours[6], summary="said-on-the-phone", contacts=[cora], topics=["credit"])
    struck = log_interaction(**given, now=hours[6], summary="said-by-mistake")
    strike_interaction(interaction=struck, by=manager, now=hours[6], reason="Wrong")
    letter = write_letter(**given, now=hours[5], contacts=[cora], text="Dear {{ person }}, said-by-letter")
    receive_reply(letter=letter, text="said-in-answer", address=cora.email, mail="IM-1", contact=cora, now=hours[4])
    issue = IssueFactory(participant=company, area="settlement", opened_at=hours[3], owner=manager)
    spoken = {"issue": issue, "participant": company}
    CommentFactory(**spoken, side=Side.PARTICIPANT, author_name="Cora", text="said-in-issue", at=hours[3])
    other = IssueFactory(participant=mesa.participant, opened_at=hours[3])
    CommentFactory(issue=other, participant=mesa.participant, text="said-elsewhere", at=hours[3])
    starts = now + timedelta(days=400)
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    plan_meeting(**given, now=hours[2], title="said-to-be-met", topics=["plan"], contacts=[cora], **times)
    words = {
        "call": "said-on-the-phone",
        "letter": "said-by-letter",
        "answer": "said-in-answer",
        "issue": "said-in-issue",
        "meeting": "said-to-be-met",
    }
    client = signed_in(manager)

    def shown(**narrowed: str) -> set[str]:
        page = told(client, company, **narrowed)
        assert "said-by-mistake" not in page
        assert "said-elsewhere" not in page
        return {name for name, text in words.items() if text in page}

    everything = set(words)
    assert shown() == everything
    assert shown(kind="said") == everything
    assert shown(kind="letters") == {"letter", "answer"}
    assert shown(kind="issues") == {"issue"}
    assert shown(topic="credit") == {"call"}
    assert shown(topic="settlement") == {"issue"}
    assert shown(topic="plan") == {"meeting"}
    assert shown(person=cora.ref) == {"call", "letter", "answer", "meeting"}
    assert shown(person=manager.ref) == {"call", "letter", "meeting"}
    assert shown(person=colleague.ref) == set()
    assert shown(since=starts.date().isoformat()) <= {"meeting"}
    assert shown(until="2020-01-01") == set()
    assert shown(kind="said", person=cora.ref, topic="plan") == {"meeting"}
    assert "Struck out" not in told(client, company, kind="said")
    assert "Interaction struck out" in told(client, company, kind="records")
    for odd in ("x", "1.2", "9" * 18 + ".1.1", "1.1.x"):
        assert "Timeline" in told(client, company, before=odd)

    # Who last said what, on the company's page.
    lines = last_said(manager, company)
    assert [(line.side, line.words) for line in lines] == [
        ("participant", "said-in-issue"),
        ("operator", "Dear …, said-by-letter"),
    ]
    last = f"{reverse('participants:participant-timeline', args=[company.ref])}?last=1"
    assert last in client.get(company.get_absolute_url()).content.decode()
    panel = client.get(last, HTTP_HX_REQUEST="true").content.decode()
    assert "They: Cora" in panel
    assert "<html" not in panel
    assert call.ref in told(client, company)


def test_pages_follow_each_other_without_gap_or_double(
    signed_in: Any, manager: User, lantern: SimpleNamespace, django_assert_max_num_queries: Any, monkeypatch: Any
) -> None:
    now = datetime.now(UTC)
    monkeypatch.setattr(contact_timeline, "PAGE", 3)
    given = {"participant": lantern.participant, "by": manager, "now": now}
    for number in range(4):
        log_interaction(**given, summary=f"word-{number}")
        Letter.objects.create(
            participant=lantern.participant, text=f"text-{number}", written_by=manager, written_at=now
        )
    seen, before = [], ""
    for _ in range(9):
        lines, before = contact_timeline.page(
            manager, lantern.participant, contact_timeline.Wanted(kind="said", before=place_named(before))
        )
        seen += [line.words for line in lines]
        if not before:
            break
    assert sorted(seen) == sorted([f"word-{number}" for number in range(4)] + [f"text-{number}" for number in range(4)])
    client = signed_in(manager)
    told(client, lantern.participant)
    with django_assert_max_num_queries(16):
        told(client, lantern.participant)
