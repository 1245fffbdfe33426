"""The administration: one door, no second system of rights."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import Department, Invitation, Team, User
from accounts.tests.factories import DepartmentFactory
from portal.audit.models import AuditEvent
from portal.web.admin_site import OURS, PortalAdminSite

INDEX = "/admin/"
DEPARTMENTS = "/admin/accounts/department/"


def test_our_site_is_the_default_one_and_holds_only_our_tables() -> None:
    assert isinstance(admin.site._wrapped if hasattr(admin.site, "_wrapped") else admin.site, PortalAdminSite)
    assert {model.__module__.partition(".")[0] for model in admin.site._registry} <= set(OURS)


def test_participants_users_find_no_such_page(outsider: User, signed_in: Any) -> None:
    client = signed_in(outsider)
    assert client.get(INDEX, follow=True).status_code == 404
    assert client.get(DEPARTMENTS, follow=True).status_code == 404


def test_nobody_is_led_to_our_sign_in(client: Client, db: None) -> None:
    assert client.get(INDEX, follow=True).redirect_chain[-1][0].startswith("/accounts/login/")
    answer = client.post("/admin/login/", {"username": "supervisor@iso.example", "password": "x"})
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "coordinator"])
def test_other_staff_read_why_not(persona: str, request: pytest.FixtureRequest, signed_in: Any) -> None:
    answer = signed_in(request.getfixturevalue(persona)).get(INDEX, follow=True)
    assert answer.status_code == 403
    assert b"Only supervisors and auditors" in answer.content


def test_an_auditor_looks_and_changes_nothing(auditor: User, signed_in: Any) -> None:
    row = DepartmentFactory()
    client = signed_in(auditor)
    assert client.get(DEPARTMENTS).status_code == 200
    page = f"{DEPARTMENTS}{row.pk}/change/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "Mine"}).status_code == 403
    assert client.get(f"{DEPARTMENTS}add/").status_code == 403


def test_a_supervisor_corrects_the_catalog_on_the_record(supervisor: User, signed_in: Any) -> None:
    row = DepartmentFactory()
    client = signed_in(supervisor)
    data = {
        "name": "Settlements and Billing",
        "source": "here",
        "active": "on",
        "answers_on": "",
        "first_questions": "",
    }
    assert client.post(f"{DEPARTMENTS}{row.pk}/change/", data).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.edited, row.code) == ("Settlements and Billing", True, "STL")
    assert AuditEvent.objects.get(verb="accounts.department.changed").by == supervisor
    assert client.post(f"{DEPARTMENTS}add/", data | {"code": "OURS"}).status_code == 302
    assert Department.objects.get(code="OURS").edited


def test_teams_are_kept_there_too(supervisor: User, senior: User, outsider: User, signed_in: Any) -> None:
    client = signed_in(supervisor)
    assert client.post("/admin/accounts/team/add/", {"name": "North", "lead": outsider.pk}).status_code == 200
    client.post("/admin/accounts/team/add/", {"name": "North", "lead": senior.pk})
    assert Team.objects.get().lead == senior
    client.post(f"/admin/accounts/team/{Team.objects.get().pk}/change/", {"name": "South", "lead": ""})
    assert Team.objects.get().name == "South"


def test_people_and_invitations_are_only_looked_at(supervisor: User, manager: User, signed_in: Any) -> None:
    client = signed_in(supervisor)
    page = f"/admin/accounts/user/{manager.pk}/change/"
    shown = client.get(page).content.decode()
    assert manager.email in shown
    assert manager.password not in shown
    assert client.post(page, {"role": "supervisor"}).status_code == 403
    assert client.get("/admin/accounts/user/add/").status_code == 403
    assert client.get("/admin/accounts/invitation/").status_code == 200
    assert "digest" not in {field.name for field in Invitation._meta.fields} - {"digest"}


def test_nothing_is_deleted_there(supervisor: User, signed_in: Any) -> None:
    row = DepartmentFactory()
    assert signed_in(supervisor).post(f"{DEPARTMENTS}{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_old_doors_lead_to_ours(supervisor: User, signed_in: Any) -> None:
    client = signed_in(supervisor)
    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    assert client.get("/admin/login/").url == INDEX
