"""The staff pages, the outsider first."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.invitations import invite
from accounts.choices import Level, Role
from accounts.models import Absence, Invitation, Mentoring, Team, User
from accounts.tests.factories import StaffFactory
from portal.scoping.today import market_day
from portal.web import panels

SignIn = Callable[[User], Client]


def url(name: str, *args: str) -> str:
    return reverse(f"accounts:{name}", args=args)


@pytest.fixture
def pages(manager: User, supervisor: User, senior: User) -> list[tuple[str, str]]:
    """Every page and button of the staff desk about a given colleague."""
    team = Team.objects.create(name="North")
    today = market_day(timezone.now())
    absence = Absence.objects.create(person=manager, stand_in=senior, starts_on=today, ends_on=today)
    pair = Mentoring.objects.create(mentor=senior, colleague=manager, starts_on=today)
    sent, _ = invite(email="x@iso.example", name="X", by=supervisor, now=timezone.now(), role=Role.SUPERVISOR)
    about = ["detail", "role", "profile", "team", "deactivate"]
    return [
        ("get", url("staff-list")),
        ("get", url("staff-hand-over")),
        ("get", url("invitation-add")),
        ("get", url("invitation-list")),
        ("get", url("team-list")),
        ("get", url("team-add")),
        ("get", url("team-change", team.ref)),
        *[("get", url(f"staff-{noun}", manager.ref)) for noun in about],
        ("get", url("absence-add", manager.ref)),
        ("get", url("mentoring-add", manager.ref)),
        ("get", url("mentoring-end", pair.ref)),
        ("post", url("absence-end", absence.ref)),
        ("post", url("invitation-revoke", sent.ref)),
        ("post", url("invitation-resend", sent.ref)),
        ("post", url("staff-reactivate", manager.ref)),
    ]


def snapshot() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (User, Team, Absence, Mentoring, Invitation)]


def test_outsiders_find_nothing_and_write_nothing(pages: list, outsider: User, signed_in: SignIn) -> None:
    client = signed_in(outsider)
    before = snapshot()
    for method, path in pages:
        for answer in (getattr(client, method)(path), client.post(path, {"reason": "x", "name": "x"})):
            assert answer.status_code == 404, path
    after = snapshot()
    assert [without_sign_in(rows) for rows in after] == [without_sign_in(rows) for rows in before]


def without_sign_in(rows: list) -> list:
    return [{key: value for key, value in row.items() if key != "last_login"} for row in rows]


def test_nobody_is_led_to_the_sign_in(pages: list, client: Client) -> None:
    for method, path in pages:
        assert getattr(client, method)(path).url.startswith("/accounts/login/"), path


def test_a_colleague_reads_but_decides_nothing(pages: list, colleague: User, signed_in: SignIn) -> None:
    client = signed_in(colleague)
    readable = {url("staff-list"), url("team-list")}
    for method, path in pages:
        somebody = path.startswith("/staff/US-") and path.count("/") == 3
        invitation = path.startswith("/staff/invitations/IV-")
        expected = 200 if path in readable or somebody else 404 if invitation else 403
        assert getattr(client, method)(path).status_code == expected, path


def test_a_supervisor_opens_every_page(pages: list, supervisor: User, signed_in: SignIn) -> None:
    client = signed_in(supervisor)
    for method, path in pages:
        answer = getattr(client, method)(path)
        assert answer.status_code == (200 if method == "get" else 302), path


def test_an_auditor_reads_all_and_changes_nothing(supervisor: User, auditor: User, signed_in: SignIn) -> None:
    client = signed_in(auditor)
    for path in (url("staff-list"), url("invitation-list"), url("staff-hand-over"), url("team-list")):
        assert client.get(path).status_code == 200
    assert client.get(url("invitation-add")).status_code == 403
    sent, _ = invite(email="x@iso.example", name="X", by=supervisor, now=timezone.now(), role=Role.SUPERVISOR)
    listing = client.get(url("invitation-list")).content
    assert b"x@iso.example" in listing
    assert b"/revoke/" not in listing
    assert client.post(url("invitation-revoke", sent.ref)).status_code == 403


def test_the_list_is_narrowed_by_words_role_team_and_account(
    supervisor: User, manager: User, specialist: User, signed_in: SignIn
) -> None:
    team = Team.objects.create(name="North")
    StaffFactory(name="Tia North", team=team)
    StaffFactory(name="Gone Person", is_active=False)
    client = signed_in(supervisor)

    def names(**query: str) -> set[str]:
        return {person.name for person in client.get(url("staff-list"), query).context["page"].rows}

    assert names(q="dana man") == {"Dana Manager"}
    assert names(role=Role.SPECIALIST) == {"Sam Specialist"}
    assert names(team=team.ref) == {"Tia North"}
    assert names(active="no") == {"Gone Person"}
    assert "Gone Person" not in names()
    assert "Gone Person" in names(active="all")


def test_the_list_costs_the_same_for_two_and_for_twenty(
    supervisor: User, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(supervisor)
    client.get(url("staff-list"))
    for people in (2, 20):
        StaffFactory.create_batch(people)
        with django_assert_max_num_queries(12):
            assert client.get(url("staff-list")).status_code == 200


def test_inviting_from_the_page(supervisor: User, signed_in: SignIn) -> None:
    client = signed_in(supervisor)
    terms = {"email": "Nora@ISO.example", "name": "Nora", "role": Role.ACCOUNT_MANAGER, "level": Level.ONE}
    assert client.post(url("invitation-add"), terms | {"level": ""}).status_code == 422
    assert client.post(url("invitation-add"), terms).url == url("invitation-list")
    assert Invitation.objects.get().email == "nora@iso.example"
    assert b"Pending" in client.get(url("invitation-list")).content


def test_changing_the_role_from_the_page(supervisor: User, manager: User, signed_in: SignIn) -> None:
    client = signed_in(supervisor)
    answer = client.post(url("staff-role", manager.ref), {"role": Role.ACCOUNT_MANAGER, "level": Level.TWO})
    assert answer.url == url("staff-detail", manager.ref)
    manager.refresh_from_db()
    assert manager.level == Level.TWO


def test_deactivating_from_the_page_ends_the_persons_session(
    supervisor: User, manager: User, signed_in: SignIn
) -> None:
    theirs = signed_in(manager)
    assert theirs.get(url("staff-list")).status_code == 200
    client = signed_in(supervisor)
    assert client.post(url("staff-deactivate", manager.ref), {"reason": ""}).status_code == 422
    client.post(url("staff-deactivate", manager.ref), {"reason": "Left"})
    assert theirs.get(url("staff-list")).status_code == 302
    assert b"1 account is closed" in client.get(url("staff-hand-over")).content
    client.post(url("staff-reactivate", manager.ref))
    manager.refresh_from_db()
    assert manager.is_active


def test_one_records_ones_own_absence_from_the_page(manager: User, colleague: User, signed_in: SignIn) -> None:
    client = signed_in(manager)
    first = market_day(timezone.now()) + timedelta(days=1)
    data = {"starts_on": first, "ends_on": first + timedelta(days=3), "stand_in": colleague.ref}
    assert client.post(url("absence-add", manager.ref), data).url == url("staff-detail", manager.ref)
    absence = Absence.objects.get()
    assert absence.stand_in == colleague
    assert client.post(url("absence-add", manager.ref), data).status_code == 422
    client.post(url("absence-end", absence.ref))
    assert not Absence.objects.exists()


def test_a_stand_in_from_elsewhere_is_no_choice(
    manager: User, specialist: User, outsider: User, signed_in: SignIn
) -> None:
    client = signed_in(manager)
    for person in (specialist, outsider):
        data = {"starts_on": date(2099, 1, 1), "ends_on": date(2099, 1, 2), "stand_in": person.ref}
        answer = client.post(url("absence-add", manager.ref), data)
        assert "not one of the available choices" in answer.context["form"].errors["stand_in"][0]


def test_teams_and_mentors_from_their_pages(supervisor: User, senior: User, manager: User, signed_in: SignIn) -> None:
    client = signed_in(supervisor)
    client.post(url("team-add"), {"name": "North", "lead": senior.ref})
    team = Team.objects.get()
    client.post(url("team-change", team.ref), {"name": "North Texas", "lead": senior.ref})
    client.post(url("staff-team", manager.ref), {"team": team.ref})
    client.post(url("mentoring-add", manager.ref), {"mentor": senior.ref, "starts_on": date(2026, 1, 1)})
    page = client.get(url("staff-detail", manager.ref)).content.decode()
    assert "North Texas" in page
    assert "Mentored by" in page
    pair = Mentoring.objects.get()
    client.post(url("mentoring-end", pair.ref), {"ends_on": date(2026, 6, 30)})
    pair.refresh_from_db()
    assert pair.ends_on == date(2026, 6, 30)


def test_later_apps_add_panels(
    supervisor: User, manager: User, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.register(
        "staff", "b", template="accounts/_staff_tabs.html", context=lambda request, of: {"may_oversee": True}, order=2
    )
    panels.register("staff", "a", template="accounts/_staff_tabs.html", context=lambda request, of: None, order=1)
    panels.register(
        "staff", "c", template="accounts/form.html", context=lambda request, of: {}, visible=lambda user, of: False
    )
    response = signed_in(supervisor).get(url("staff-detail", manager.ref))
    assert [panel.key for panel in response.context["panels"]] == ["b"]
    assert b"To hand over" in response.content
