"""The administration shows participants' records and corrects market roles, through the same action as ever."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.models import Form, MarketRole
from participants.tests.actions.recorded import recorded
from participants.tests.factories import MarketRoleFactory
from portal.web.admin_site import ReadOnlyAdmin

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
MODELS = [model for model in apps.get_app_config("participants").get_models() if admin.site.is_registered(model)]
READ_ONLY = [model for model in MODELS if isinstance(admin.site.get_model_admin(model), ReadOnlyAdmin)]


def at(model: type, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def role(db: None) -> MarketRole:
    return MarketRoleFactory(code="TO", name="Transmission Operator")


def form(role: MarketRole, **changes: str) -> dict[str, str]:
    values = {name: getattr(role, name) for name in ("name", "description", "protocol_section", "source")}
    return values | {"application_form": "", "effective_from": "", "effective_to": ""} | changes


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("who", ["supervisor", "auditor"])
def test_supervisors_and_auditors_look_at_every_record(
    request: pytest.FixtureRequest, signed_in: SignIn, lantern: SimpleNamespace, model: type, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(at(model, "changelist"), {"q": "lantern"}).status_code == 200
    row = model.objects.first()
    if row is not None:
        assert client.get(at(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_records_are_not_written_here(
    signed_in: SignIn, lantern: SimpleNamespace, supervisor: User, model: type
) -> None:
    client = signed_in(supervisor)
    assert client.post(at(model, "add")).status_code == 403
    row = model.objects.first()
    if row is not None:
        before = list(model.objects.values())
        assert client.post(at(model, "change", row.pk), {"name": "Mine"}).status_code == 403
        assert client.post(at(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert list(model.objects.values()) == before


def test_a_record_leads_to_its_page(signed_in: SignIn, lantern: SimpleNamespace, supervisor: User) -> None:
    page = signed_in(supervisor).get(at(type(lantern.qse), "change", lantern.qse.pk))
    assert lantern.participant.get_absolute_url() in page.text


@pytest.mark.parametrize("who", ["manager", "specialist", "outsider", "org_admin"])
def test_others_do_not_enter(
    request: pytest.FixtureRequest, signed_in: SignIn, role: MarketRole, lantern: SimpleNamespace, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    for address in (at(MarketRole, "changelist"), at(type(lantern.contact), "change", lantern.contact.pk)):
        answer = client.get(address, follow=True)
        assert answer.status_code in (403, 404)
        assert "Transmission" not in answer.text
        assert "lantern contact" not in answer.text


def test_a_supervisor_corrects_a_role(signed_in: SignIn, role: MarketRole, supervisor: User) -> None:
    address = at(MarketRole, "change", role.pk)
    answer = signed_in(supervisor).post(address, form(role, protocol_section="Section 2"), follow=True)
    assert answer.status_code == 200
    role.refresh_from_db()
    assert (role.protocol_section, role.edited) == ("Section 2", True)
    event = recorded("role.changed")
    assert (event.by, event.changes) == (supervisor, {"protocol_section": ["", "Section 2"]})


def test_code_and_kind_are_not_posted(signed_in: SignIn, role: MarketRole, supervisor: User) -> None:
    signed_in(supervisor).post(at(MarketRole, "change", role.pk), form(role, code="XX", kind="credit", edited="on"))
    role.refresh_from_db()
    assert (role.code, role.kind, role.edited) == ("TO", "registration", False)


def test_an_auditor_corrects_nothing(signed_in: SignIn, role: MarketRole, auditor: User) -> None:
    address = at(MarketRole, "change", role.pk)
    assert signed_in(auditor).post(address, form(role, name="Mine")).status_code == 403
    role.refresh_from_db()
    assert role.name == "Transmission Operator"


def test_no_role_is_added_or_deleted(signed_in: SignIn, role: MarketRole, supervisor: User) -> None:
    client = signed_in(supervisor)
    assert client.get(at(MarketRole, "add")).status_code == 403
    assert client.post(at(MarketRole, "delete", role.pk), {"post": "yes"}).status_code == 403
    assert MarketRole.objects.filter(pk=role.pk).exists()


def test_a_list_is_asked_only_by_the_filters_it_offers(signed_in: SignIn, auditor: User) -> None:
    client = signed_in(auditor)
    assert client.get("/admin/accounts/user/?is_active__exact=1").status_code == 200
    assert client.get("/admin/accounts/user/?password__startswith=pbkdf2").status_code == 400


def test_a_supervisor_corrects_a_row_of_a_catalog(signed_in: SignIn, supervisor: User, now: datetime) -> None:
    load_reference_catalogs(now=now)
    row = Form.objects.get(code="23-M")
    values = {"title": "IMRE application", "used_by": "IMRE", "source": "Section 23", "tag": "V"}
    page = {"effective_from": "", "effective_to": "", "code": "XX", "edited": ""}
    answer = signed_in(supervisor).post(at(Form, "change", row.pk), values | page, follow=True)
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.code, row.source, row.verified, row.edited) == ("23-M", "Section 23", True, True)
    assert recorded("catalog_entry.changed").by == supervisor
