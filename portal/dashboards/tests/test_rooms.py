"""Auditors' rooms: exactly what a room holds is read there, while it is open, by its auditors; nothing is written."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.audit_rooms import change_audit_room, close_audit_room, open_audit_room
from accounts.choices import RoomNoun
from accounts.models import ApiToken, AuditRoom, Team, User
from accounts.rules.audit_rooms import RoomPlan
from accounts.tests.factories import ExternalAuditorFactory
from issues.models import ProtectedEntry, ReleaseOverride
from issues.tests.factories import CommentFactory, IssueFactory, NoteFactory
from participants.choices import SourceTag
from participants.models import Disclosure, DisclosureLine, GlassBreak, HealthOverride, Obligation, ObligationType
from participants.tests.checklist_factories import ChecklistItemFactory
from portal.audit import sealing, trail
from portal.audit.models import AuditEvent
from portal.dashboards.room_nouns import BY_KEY
from portal.dashboards.room_scope import Scope
from portal.documents.choices import Protection
from portal.documents.models import Opening
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox import kinds
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping.reading import read_only
from portal.scoping.today import market_day
from portal.testing import furnish_checklist

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
AT = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)  # ten in the evening of that day in the market
LATE = AT + timedelta(days=40)
ROOMS = reverse("control:room-list")
KEYS = ("issues", "registrations", "obligations", "events", "disclosures", "answers", "health", "openings")


@pytest.fixture
def outside(db: None) -> User:
    return ExternalAuditorFactory(name="Eve Outside", email="eve@audit.example")


def owed() -> ObligationType:
    terms = {"name": "Attestation", "owner_kind": "participant", "rule": "yearly", "schedule": {}, "source": "tests"}
    return ObligationType.objects.get_or_create(code="OB-T", defaults=terms | {"tag": SourceTag.VERIFIED})[0]


def records(rows: SimpleNamespace, by: User, at: datetime) -> dict[str, Any]:
    """One record of every noun of a company, all of one day."""
    company = rows.participant
    issue = IssueFactory(participant=company, opened_at=at, title=f"Matter of {company.name}")
    CommentFactory(issue=issue, text="Said aloud", html="<p>Said aloud</p>")
    NoteFactory(issue=issue, text="Only inside", html="<p>Only inside</p>")
    asked = {"requester_kind": "commission", "requester": "Commission", "authority": "PURA 39"}
    disclosure = Disclosure.objects.create(**asked, asked_on=at, opened_by=by, opened_at=at)
    by_whom = {"by": by, "at": at, "participant": company}
    day = market_day(at)
    return {
        "issues": issue,
        "registrations": rows.qse,
        "obligations": Obligation.objects.create(
            type=owed(), participant=company, period=f"{at:%Y-%m}", due_on=day, by_rule=day
        ),
        "events": trail.record("audit.trail.exported", by=by, at=at, participant_id=company.pk),
        "disclosures": DisclosureLine.objects.create(disclosure=disclosure, participant=company, what="All", **asked),
        "answers": ReleaseOverride.objects.create(issue=issue, reason="Public", findings=[{"words": "X"}], **by_whom),
        "health": HealthOverride.objects.create(
            mark="good", comment="Calm", expires_on=day, ended_at=at, ended_by=by, **by_whom
        ),
        "openings": GlassBreak.objects.create(
            participant=company,
            person=by,
            reason="The manager is away",
            opened_at=at,
            expires_at=at + timedelta(hours=4),
        ),
    }


@pytest.fixture
def world(lantern: Any, mesa: Any, supervisor: User, colleague: User, outside: User) -> SimpleNamespace:
    """Two companies with a record of every noun in March, and one of them with another of each in April."""
    furnish_checklist(lantern.qse, "lantern")
    inside, foreign = (records(rows, colleague, AT) for rows in (lantern, mesa))
    late = records(lantern, colleague, LATE)
    return SimpleNamespace(inside=inside, foreign=foreign, late=late, company=lantern.participant)


def plan(reader: User, company: Any = None, **terms: Any) -> RoomPlan:
    today = market_day(timezone.now())
    usual: dict[str, Any] = {
        "title": "Quarterly look", "purpose": "How requests were answered", "starts_on": today, "ends_on": today,
        "readers": [reader], "nouns": list(RoomNoun.values),
        "participants": {company.pk: company.ref} if company else {},
    }  # fmt: skip
    return RoomPlan(**usual | terms)


def opened(by: User, reader: User, company: Any = None, **terms: Any) -> AuditRoom:
    return open_audit_room(plan=plan(reader, company, **terms), by=by, now=timezone.now())


def held(room: AuditRoom, *of: dict[str, Any]) -> list[set[str]]:
    """Of each of some records by noun, the nouns under which the room holds them."""
    scope = Scope.of(room)
    return [{key for key in KEYS if BY_KEY[key].rows(scope).filter(pk=rows[key].pk).exists()} for rows in of]


def address(room: AuditRoom, key: str, row: Any) -> str:
    return reverse("room-record", args=[room.ref, key, BY_KEY[key].name_of(row)])


def test_a_room_holds_exactly_what_its_terms_say(world: SimpleNamespace, supervisor: User, outside: User) -> None:
    every, standing = set(KEYS), {"registrations"}
    of = (world.inside, world.late, world.foreign)
    march = {"records_from": DAY, "records_until": DAY}
    named = {"issue_refs": [world.foreign["issues"].ref]}
    cases: list[tuple[Any, dict[str, Any], list[set[str]]]] = [
        (world.company, {}, [every, every, set()]),
        (world.company, march, [every, standing, set()]),
        (world.company, {"records_from": DAY + timedelta(days=1)}, [standing, every, set()]),
        (world.company, {"records_until": DAY - timedelta(days=1)}, [standing, standing, set()]),
        (world.company, {"nouns": ["issues", "overrides"]}, [every, every, set()]),
        (None, {"everybody": True} | march, [every, standing, every]),
        (None, named, [set(), set(), {"issues", "answers"}]),
        (world.company, named | march, [every, standing, {"issues", "answers"}]),
    ]
    for company, terms, expected in cases:
        assert held(opened(supervisor, outside, company, **terms), *of) == expected, terms
    late_in_the_evening = AuditEvent.objects.filter(pk=world.inside["events"].pk)
    scope = Scope.of(opened(supervisor, outside, world.company, records_until=DAY))
    assert late_in_the_evening.filter(scope.within("at")).exists()


def test_an_auditor_from_outside_reads_a_room_while_it_is_open(
    signed_in: Any,
    world: SimpleNamespace,
    supervisor: User,
    outside: User,
    auditor: User,
    django_assert_max_num_queries: Any,
) -> None:
    client, now = signed_in(outside), timezone.now()
    sealing.seal_waiting(now=now)
    room = opened(supervisor, outside, world.company, records_until=DAY)
    assert client.get("/").url == reverse("room-list")
    assert room.title in client.get(reverse("room-list")).content.decode()
    texts = {}
    for key in KEYS:
        listed = client.get(room.get_absolute_url(), {"of": key})
        assert address(room, key, world.inside[key]) in listed.content.decode(), key
        assert address(room, key, world.foreign[key]) not in listed.content.decode(), key
        texts[key] = client.get(address(room, key, world.inside[key])).content.decode()
        assert client.get(address(room, key, world.foreign[key])).status_code == 404, key
        if key != "registrations":
            assert client.get(address(room, key, world.late[key])).status_code == 404, key
    assert "Said aloud" in texts["issues"]
    assert "Only inside" not in texts["issues"]
    assert "Checklist CL-" in texts["registrations"]
    assert "As it was sealed" in texts["events"]
    ChecklistItemFactory.create_batch(5, checklist=world.inside["registrations"].checklist)
    IssueFactory.create_batch(5, participant=world.company, opened_at=AT)
    for path in (room.get_absolute_url(), address(room, "registrations", world.inside["registrations"])):
        with django_assert_max_num_queries(11):
            assert client.get(path).status_code == 200
    page = signed_in(supervisor).get(room.get_control_url()).content.decode()
    assert f"Issues: {world.inside['issues'].ref}" in page
    assert "Eve Outside" in page
    change_audit_room(room=room, plan=plan(outside, world.company, with_notes=True), by=supervisor, now=now)
    assert "Only inside" in client.get(address(room, "issues", world.inside["issues"])).content.decode()
    told = list(Notification.objects.filter(recipient=outside).values_list("kind", flat=True).order_by("id"))
    assert told == ["accounts.auditroom.opened", "accounts.auditroom.changed"]
    mails = OutboundMessage.objects.filter(kind__startswith="accounts.auditroom")
    assert {kinds.get(mail.kind).subject(mail.about_ref) for mail in mails} == {
        f"A room is open to you · {room.ref}",
        f"A room was changed · {room.ref}",
    }


def test_protected_information_is_left_out_unless_the_room_says_so_and_its_owner_reads_who_opened_it(
    signed_in: Any, lantern: Any, supervisor: User, outside: User
) -> None:
    issue = IssueFactory(participant=lantern.participant, operating_day=DAY, resolution="Secret offer")
    comment = CommentFactory(issue=issue, text="Secret offer", html="<p>Secret offer</p>")
    terms = {"participant": lantern.participant, "protection": Protection.MARKED, "because": "Offers", "set_at": AT}
    ProtectedEntry.objects.create(comment=comment, **terms)
    ProtectedEntry.objects.create(issue=issue, field="operating_day", **terms)
    client, room = signed_in(outside), opened(supervisor, outside, lantern.participant)
    text = client.get(address(room, "issues", issue)).content.decode()
    assert "Secret offer" not in text
    assert text.count("Protected Information, which this room leaves out") == 3, "the comment, what repeats it, the day"
    assert not Opening.objects.exists()
    told = plan(outside, lantern.participant, with_protected=True)
    change_audit_room(room=room, plan=told, by=supervisor, now=timezone.now())
    text = client.get(address(room, "issues", issue)).content.decode()
    assert "Secret offer" in text
    assert "2026-03-10" in text
    assert {(row.participant_id, row.person) for row in Opening.objects.all()} == {(lantern.participant.pk, outside)}


def test_a_room_that_is_not_open_does_not_exist(
    signed_in: Any, world: SimpleNamespace, supervisor: User, outside: User, auditor: User
) -> None:
    client, now = signed_in(outside), timezone.now()
    room = opened(supervisor, outside, world.company)
    record = address(room, "issues", world.inside["issues"])
    assert client.get(record).status_code == 200
    today = market_day(now)
    days = {"begins later": (1, 2), "ended": (-2, -1)}
    for said, (first, last) in days.items():
        period = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
        AuditRoom.objects.filter(pk=room.pk).update(**period)
        assert [client.get(path).status_code for path in (room.get_absolute_url(), record)] == [404, 404], said
        assert room.title not in client.get(reverse("room-list")).content.decode()
    with pytest.raises(Refused, match="has ended"):
        close_audit_room(room=room, by=supervisor, now=now, reason="Too late")
    AuditRoom.objects.filter(pk=room.pk).update(starts_on=today, ends_on=today)
    assert signed_in(auditor).get(record).status_code == 404, "another auditor's room"
    assert signed_in(supervisor).get(record).status_code == 404, "supervisors keep it elsewhere"
    with pytest.raises(Refused, match="Say why"):
        close_audit_room(room=room, by=supervisor, now=now, reason=" ")
    closing = signed_in(supervisor).post(reverse("control:room-close", args=[room.ref]), {"reason": "All was seen"})
    assert closing.url == room.get_control_url()
    assert client.get(record).status_code == 404
    assert AuditEvent.objects.get(verb="accounts.auditroom.closed").reason == "All was seen"
    for person in (auditor, outside):
        with pytest.raises(NotPermitted):
            opened(person, outside, world.company)


def test_who_reads_rooms_only_finds_nothing_else_and_writes_nothing(
    signed_in: Any, world: SimpleNamespace, supervisor: User, outside: User, manager: User
) -> None:
    client = signed_in(outside)
    room = opened(supervisor, outside, world.company)
    issue, registration = world.inside["issues"], world.inside["registrations"]
    paths = [issue.get_absolute_url(), registration.get_absolute_url(), world.company.get_absolute_url(), ROOMS]
    paths += [world.inside["obligations"].get_absolute_url(), "/audit/", "/control/", "/search/?q=matter", "/admin/"]
    paths += [f"/api/v1/issues/{issue.ref}/", "/api/v1/participants/", "/settings/", "/settings/tokens/", "/staff/"]
    paths += [room.get_control_url(), "/notifications/", "/library/", "/today/"]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    posts = [
        f"{issue.get_absolute_url()}note/",
        "/settings/tokens/add/",
        reverse("control:room-add"),
        "/api/v1/issues/",
    ]
    assert {path: client.post(path, {"text": "x"}).status_code for path in posts} == dict.fromkeys(posts, 404)
    for path in (room.get_absolute_url(), address(room, "issues", issue), reverse("room-list")):
        assert client.post(path).status_code == 405
    assert not ApiToken.objects.exists()
    with pytest.raises(DatabaseError), read_only():
        Team.objects.create(name="Written while reading")
    with transaction.atomic():
        Team.objects.create(name="Written afterwards")
    menu = client.get(reverse("room-list")).content.decode()
    assert "/participants/" not in menu
    assert reverse("accounts:settings") not in menu.replace(reverse("set-theme"), "")
    assert client.get(reverse("mfa_index")).status_code in {200, 302}


def test_the_trail_of_a_room_is_taken_along_and_checked_elsewhere(
    signed_in: Any, world: SimpleNamespace, supervisor: User, outside: User, tmp_path: Path
) -> None:
    sealing.seal_waiting(now=timezone.now())
    room = opened(supervisor, outside, world.company, records_until=DAY)
    answer = signed_in(outside).get(room.get_absolute_url(), {"of": "events", "export": "proofs"})
    text = answer.content.decode()
    assert f'"id":{world.inside["events"].pk},' in text
    assert f'"id":{world.foreign["events"].pk},' not in text
    (tmp_path / "trail.jsonl").write_bytes(answer.content)
    copy = AuditEvent.objects.get(verb="accounts.auditroom.exported")
    told = io.StringIO()
    call_command("verify_audit_export", tmp_path / "trail.jsonl", digest=copy.changes["digest"][1], stdout=told)
    assert f"{copy.changes['rows'][1]} events (a part of the trail) are as they were sealed" in told.getvalue()
    assert f"{copy.changes['rows'][1]} events" in signed_in(supervisor).get(room.get_control_url()).content.decode()


def test_a_supervisor_opens_a_room_on_its_page(
    signed_in: Any, lantern: Any, supervisor: User, outside: User, auditor: User
) -> None:
    client, add = signed_in(supervisor), reverse("control:room-add")
    issue = IssueFactory(participant=lantern.participant)
    terms = {
        "title": "Look", "purpose": "Why", "readers": [outside.ref], "nouns": ["issues"],
        "issues": f"{issue.ref}, IS-0",
        "participants": f"{lantern.participant.name}\n", "starts_on": "2026-01-01", "ends_on": "2026-01-02",
    }  # fmt: skip
    refused = client.post(add, terms)
    assert refused.status_code == 422
    assert "There is no issue IS-0." in refused.content.decode()
    today = f"{market_day(timezone.now())}"
    client.post(add, terms | {"issues": issue.ref, "starts_on": today, "ends_on": today})
    room = AuditRoom.objects.get()
    assert (room.issue_refs, room.participants.get().participant_id) == ([issue.ref], lantern.participant.pk)
    shown = client.get(room.get_control_url()).content.decode()
    assert lantern.participant.name in shown
    changed = client.post(room.get_control_url(), terms | {"issues": "", "starts_on": today, "ends_on": today})
    assert changed.url == room.get_control_url()
    change = AuditEvent.objects.get(verb="accounts.auditroom.changed")
    assert change.changes == {"issues": [issue.ref, ""]}
    assert room.title in signed_in(auditor).get(ROOMS).content.decode()
    assert signed_in(auditor).post(room.get_control_url(), terms).status_code == 403
