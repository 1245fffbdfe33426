"""How far a membership reaches: what people see agrees with the database and with the line that says who sees it."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.tokens import issue_token
from accounts.choices import TokenScope
from accounts.models import ApiToken, User
from issues.choices import Area
from issues.models import Issue
from issues.tests.factories import IssueFactory, WatcherFactory
from participants import who_sees
from participants.access import acting_for, memberships_of
from participants.actions.membership_plans import require_extent
from participants.actions.memberships import change_membership
from participants.choices import AccessArea, MembershipKind, Sight
from participants.models import Checklist, Membership, Obligation, PlanVersion
from participants.tests.actions.owing import load_obligations, owe
from participants.tests.change_factories import ChangeFactory
from participants.tests.factories import MembershipFactory
from participants.tests.plan_factories import furnish_plan
from portal.lifecycle.refusals import Refused
from portal.outbox.models import Notification
from portal.outbox.querysets.notifications import NotificationQuerySet
from portal.scoping import wall
from portal.scoping.today import market_day
from portal.testing import furnish_checklist

pytestmark = pytest.mark.django_db

EXTENTS = {
    "own": {},
    "company": {"sight": Sight.COMPANY},
    "settlement": {"sight": Sight.COMPANY, "areas": [AccessArea.SETTLEMENT]},
    "own settlement": {"areas": [AccessArea.SETTLEMENT]},
    "obligations": {"areas": [AccessArea.OBLIGATIONS]},
    "registration": {"sight": Sight.COMPANY, "areas": [AccessArea.ACCESS]},
    "admin": {"kind": MembershipKind.ADMIN},
}
EVERYTHING = lambda rows, user: rows  # noqa: E731 - stands for a forgotten `visible_to`


@pytest.fixture
def company(lantern: SimpleNamespace, mesa: SimpleNamespace) -> SimpleNamespace:
    """Prairie Lantern with one of everything, people of every extent, and one narrowed to the RE registration."""
    participant = lantern.participant
    people = {name: MembershipFactory(participant=participant, **extent).user for name, extent in EXTENTS.items()}
    narrowed = MembershipFactory(participant=participant, narrowed=True, sight=Sight.COMPANY)
    narrowed.registrations.set([lantern.re])
    people["narrowed"] = narrowed.user
    issues = [
        IssueFactory(participant=participant, area=Area.SETTLEMENT, registration=lantern.qse),
        IssueFactory(participant=participant, area=Area.RETAIL, registration=lantern.re),
        IssueFactory(participant=participant, area=Area.RETAIL, reporter=people["own settlement"]),
        IssueFactory(participant=participant, area=Area.SETTLEMENT),
    ]
    WatcherFactory(issue=issues[3], user=people["own"])
    WatcherFactory(issue=issues[1], user=people["settlement"])
    load_obligations()
    furnish_checklist(lantern.qse, "extent")
    owe(participant, registration=lantern.re)
    owe(participant, resource=lantern.resource)
    owe(participant)
    ChangeFactory(participant=participant)
    furnish_plan(participant)
    IssueFactory(participant=mesa.participant)
    return SimpleNamespace(participant=participant, people=people, issues=issues)


def _act(person: User) -> User:
    person.acting_for = acting_for(person, memberships_of(person, timezone.now())[0])
    return person


def test_what_each_extent_reads_is_what_the_database_lets_through_and_what_the_line_says(
    company: SimpleNamespace,
) -> None:
    day = market_day(timezone.now())
    told: dict[tuple[str, str], set[str]] = {}
    for name, person in company.people.items():
        with wall.inside(_act(person).acting_for):
            for noun, known in who_sees.nouns().items():
                rows = known.model.objects.visible_to(person)
                seen = {row.ref for row in rows}
                told |= {(noun, ref): told.get((noun, ref), set()) | {name} for ref in seen}
                with patch.object(type(rows), "visible_to", EVERYTHING):
                    assert {row.ref for row in known.model.objects.visible_to(person)} == seen, (name, noun)
    assert {noun for noun, _ref in told} == set(who_sees.nouns()) - {"dispute"}
    admin = company.people["admin"]
    names = {person.pk: name for name, person in company.people.items()}
    with wall.inside(_act(admin).acting_for):
        for (noun, ref), people in told.items():
            row = who_sees.find(noun, ref, admin)
            said = who_sees.who_sees(noun, row, company.participant, day)
            assert {names[one.user_id] for one in said if one.user_id in names} == people, (noun, ref)


def test_who_sees_which_issue(company: SimpleNamespace) -> None:
    settlement, retail, raised, general = (issue.ref for issue in company.issues)
    expected = {
        "own": {general},
        "company": {settlement, retail, raised, general},
        "settlement": {settlement, general},
        "own settlement": {raised},
        "obligations": set(),
        "registration": set(),
        "admin": {settlement, retail, raised, general},
        "narrowed": {retail},
    }
    for name, person in company.people.items():
        with wall.inside(_act(person).acting_for):
            assert set(Issue.objects.visible_to(person).values_list("ref", flat=True)) == expected[name], name


def test_areas_close_what_they_do_not_name(company: SimpleNamespace) -> None:
    for name, (checklists, obligations, plans) in {
        "own": (True, True, True),
        "settlement": (False, False, False),
        "obligations": (False, True, False),
        "registration": (True, False, False),
    }.items():
        person = _act(company.people[name])
        with wall.inside(person.acting_for):
            assert Checklist.objects.visible_to(person).exists() is checklists
            assert Obligation.objects.visible_to(person).exists() is obligations
            assert PlanVersion.objects.visible_to(person).exists() is plans


def test_a_narrower_membership_takes_older_news_away(company: SimpleNamespace, client: Client) -> None:
    """The bell, the list and the button that opens it; the database keeps what the news said from everybody."""
    person, row = company.people["company"], Membership.objects.get(user=company.people["company"])
    settlement, retail = company.issues[:2]
    checklist = Checklist.objects.get()
    news = [
        Notification.objects.create(
            recipient=person,
            kind="issues.issue.answered",
            dedupe_key=about.ref,
            about_type=about._meta.label_lower,
            about_ref=about.ref,
            participant_id=company.participant.pk,
            facts={"note": "The meter of Elm Street"},
        )
        for about in (settlement, retail, checklist)
    ]
    client.force_login(person)
    assert client.get("/notifications/unread/").json()["unread"] == 3
    Membership.objects.filter(pk=row.pk).update(areas=[AccessArea.SETTLEMENT])
    assert client.get("/notifications/unread/").json()["unread"] == 1
    for address in ("/notifications/", "/notifications/latest/"):
        text = client.get(address).content.decode()
        assert str(settlement) in text
        assert str(retail) not in text
        assert checklist.ref not in text
    assert client.post(f"/notifications/{news[0].ref}/open/").status_code == 302
    for hidden in news[1:]:
        assert client.post(f"/notifications/{hidden.ref}/open/").status_code == 404
    client.post("/notifications/read/")
    Membership.objects.filter(pk=row.pk).update(areas=[], sight=Sight.OWN)
    assert client.get("/notifications/unread/").json()["unread"] == 1, "What is not seen is not marked read either."
    with (
        wall.inside(_act(person).acting_for),
        patch.object(NotificationQuerySet, "visible_to", EVERYTHING),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        list(Notification.objects.visible_to(person).values("facts"))


def test_an_administrator_limits_a_colleague_at_once(company: SimpleNamespace, client: Client, org_admin: User) -> None:
    person, now = company.people["company"], timezone.now()
    row = Membership.objects.get(user=person)
    client.force_login(org_admin)
    answer = client.post(
        reverse("my-membership-change", args=[row.ref]),
        {"kind": "member", "sight": "company", "areas": ["retail", "settlement"], "registrations": [], "ends_on": ""},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.areas == ["retail", "settlement"]
    client.force_login(person)
    assert client.get(reverse("my-issue", args=[company.issues[0].ref])).status_code == 200
    assert client.get(reverse("my-checklist", args=[Checklist.objects.get().ref])).status_code == 404
    assert client.get(reverse("my-plan-version", args=[PlanVersion.objects.first().ref])).status_code == 404
    line = reverse("my-who-sees", args=["issue", company.issues[0].ref])
    assert person.name in client.get(line).content.decode()
    assert client.get(reverse("my-who-sees", args=["checklist", Checklist.objects.get().ref])).status_code == 404
    assert client.get(reverse("my-who-sees", args=["nothing", "X-1"])).status_code == 404
    assert client.get(reverse("my-home")).status_code == 200
    changed = change_membership(membership=row, by=org_admin_acting(org_admin), now=now, kind=MembershipKind.ADMIN)
    assert changed.areas == []


def org_admin_acting(person: User) -> User:
    return _act(person)


@pytest.mark.parametrize(
    ("kind", "sight", "areas", "kept"),
    [
        ("member", "own", ["settlement", "power"], ["power", "settlement"]),
        ("member", "company", AccessArea.values, []),
        ("admin", "own", [], []),
        ("admin", "own", ["power"], None),
        ("member", "all", [], None),
        ("member", "own", ["weather"], None),
    ],
)
def test_which_extents_may_be(kind: str, sight: str, areas: list[str], kept: list[str] | None) -> None:
    if kept is None:
        with pytest.raises(Refused):
            require_extent(kind, sight, areas)
    else:
        assert require_extent(kind, sight, areas) == kept


def test_who_is_suspended_is_out_at_once_and_comes_back_as_before(
    company: SimpleNamespace, client: Client, org_admin: User, mesa: SimpleNamespace
) -> None:
    person, now = company.people["settlement"], timezone.now()
    row = Membership.objects.get(user=person)
    client.force_login(person)
    assert client.get(reverse("my-home")).status_code == 200
    terms = {"name": "reports", "scope": TokenScope.READ, "membership_ref": row.ref, "days": 30}
    issue_token(user=_act(person), by=person, now=now, **terms)
    administrator = Client()
    administrator.force_login(org_admin)
    assert administrator.post(reverse("my-membership-suspend", args=[row.ref]), {"reason": "Leave"}).status_code == 302
    assert client.get(reverse("my-home")).status_code == 302
    assert not ApiToken.objects.filter(user=person).exists()
    assert memberships_of(person, now) == []
    again = administrator.post(reverse("my-membership-suspend", args=[row.ref]), {"reason": "Leave"})
    assert again.status_code == 422
    own = Membership.objects.get(user=org_admin)
    assert administrator.post(reverse("my-membership-suspend", args=[own.ref]), {"reason": "Off"}).status_code == 422
    foreign = MembershipFactory(participant=mesa.participant)
    assert administrator.post(reverse("my-membership-suspend", args=[foreign.ref]), {"reason": "X"}).status_code == 404
    assert "Suspended" in administrator.get(reverse("my-people")).content.decode()
    assert administrator.post(reverse("my-membership-resume", args=[row.ref]), {}).status_code == 302
    client.force_login(person)
    assert client.get(reverse("my-issue", args=[company.issues[0].ref])).status_code == 200
    assert client.get(reverse("my-issue", args=[company.issues[1].ref])).status_code == 404
