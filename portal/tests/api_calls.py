"""Calls of the API in tests, and a sound body for every write it offers."""

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.test import Client

from accounts.models import User
from portal.audit.models import AuditEvent

NEVER = "XX-00000000"


def post(client: Client, path: str, **data: Any) -> Any:
    return client.post(f"/api/v1/{path}", data, content_type="application/json")


def patch(client: Client, path: str, **data: Any) -> Any:
    return client.patch(f"/api/v1/{path}", data, content_type="application/json")


def snapshot() -> dict[str, list[tuple]]:
    """All rows of participants and the audit trail, to compare before and after."""
    models = [*apps.get_app_config("participants").get_models(), AuditEvent]
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def creations(rows: SimpleNamespace) -> dict[str, dict[str, Any]]:
    """A sound body for every `POST` on a list, about the participant of `rows`."""
    own = {"participant": rows.participant.ref}
    return {
        "registrations": own | {"role": "RE", "short_name": "RNEW", "duns": "444444444"},
        "contacts": own | {"name": "New Person", "email": "new@company.example"},
        "resources": own | {"code": "NEW_1", "type": "storage"},
        "representations": {
            "resource": rows.resource.ref,
            "representative_registration": rows.qse.ref,
            "starts_on": "2099-01-01",
        },
        "assignments": own
        | {"person": User.objects.get(is_staff=True, email="manager@iso.example").ref}
        | {"kind": "backup", "starts_on": "2099-01-01"},
        "official-letters": {"registration": rows.qse.ref, "kind": "certification", "effective_on": "2026-12-01"},
        "agencies": own | {"agent_name": "Grid Advisers", "scope": "All", "starts_on": "2099-01-01"},
    }


def verbs(rows: SimpleNamespace) -> list[tuple[str, str, dict[str, Any]]]:
    """Every other write: method, address, body."""
    day = {"ends_on": "2099-06-30"}
    reason = {"reason": "Because"}
    membership = rows.participant.memberships.first()
    found = [
        ("patch", f"participants/{rows.participant.ref}/", {"website": "https://new.example"}),
        ("post", f"participants/{rows.participant.ref}/restrict/", reason),
        ("post", f"participants/{rows.participant.ref}/unrestrict/", reason),
        ("patch", f"registrations/{rows.qse.ref}/", {"short_name": "QNEW"}),
        ("post", f"registrations/{rows.qse.ref}/settle-missing/", reason | {"terminate": True}),
        ("post", f"registrations/{rows.qse.ref}/receive/", {"received_on": "2026-11-02"}),
        ("post", f"registrations/{rows.qse.ref}/declare-incomplete/", {"lacking": "The fee"}),
        ("post", f"registrations/{rows.qse.ref}/begin-review/", {}),
        ("post", f"registrations/{rows.qse.ref}/approve/", {}),
        ("post", f"registrations/{rows.qse.ref}/qualify/", {"effective_on": "2026-12-01"}),
        ("post", f"registrations/{rows.qse.ref}/suspend/", reason | {"section": "16.11.6"}),
        ("post", f"registrations/{rows.qse.ref}/reinstate/", reason),
        ("post", f"registrations/{rows.qse.ref}/terminate/", reason),
        ("post", f"registrations/{rows.qse.ref}/withdraw/", reason),
        ("patch", f"contacts/{rows.contact.ref}/", {"phone": "1"}),
        ("post", f"contacts/{rows.contact.ref}/remove/", {}),
        ("post", f"contacts/{rows.contact.ref}/give-role/", {"kind": "credit", "starts_on": "2026-01-01"}),
        ("post", f"contact-roles/{rows.representative.ref}/end/", day),
        ("patch", f"resources/{rows.resource.ref}/", {"name": "New"}),
        ("post", f"resources/{rows.resource.ref}/retire/", reason),
        ("post", f"representations/{rows.representation.ref}/end/", day),
        ("post", f"assignments/{rows.assignment.ref}/end/", day),
        ("post", f"assignments/{rows.assignment.ref}/replace/", {"successor": NEVER, "starts_on": "2099-01-01"}),
    ]
    if membership is not None:
        found += [
            ("patch", f"memberships/{membership.ref}/", {"kind": "admin"}),
            ("post", f"memberships/{membership.ref}/end/", {}),
        ]
    return found


def call(client: Client, method: str, address: str, body: dict[str, Any]) -> Any:
    return getattr(client, method)(f"/api/v1/{address}", body, content_type="application/json")
