"""What tests of checklists need: the catalogs, a checklist, and items brought into a state."""

from datetime import datetime
from typing import Any

from accounts.models import Department, User
from accounts.tests.factories import SpecialistFactory
from participants.actions.checklist_items import submit_item
from participants.actions.checklists import open_checklist
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.actions.requirements_catalog import load_requirements
from participants.actions.reviews import accept_item
from participants.models import Checklist, ChecklistItem, MarketRole, Registration
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import RegistrationFactory
from portal.documents.tests.files import upload
from portal.lifecycle.tests.remembered import remembered
from portal.outbox.models import Notification


@remembered
def load_what_is_asked(now: datetime) -> None:
    """Calendars, reminder plans, requirements, lead times and flights as shipped."""
    load_deadlines(now)
    load_requirements(now=now)
    load_reference_catalogs(now=now)


def applying(participant: Any, role: str = "IMRE", **fields: Any) -> Registration:
    """A prospective registration; an IMRE asks for the fewest items."""
    market_role, _ = MarketRole.objects.get_or_create(
        code=role, defaults={"name": role, "kind": "registration", "source": "tests", "protocol_section": "16.1"}
    )
    wanted = {"status": "prospective", "duns": "", "short_name": ""} | fields
    return RegistrationFactory(participant=participant, role=market_role, origin="applied", **wanted)


def opened(registration: Registration, by: User, now: datetime, **more: Any) -> Checklist:
    return open_checklist(registration=registration, by=by, now=now, **more)


def item(checklist: Checklist, code: str) -> ChecklistItem:
    return ChecklistItem.objects.get(checklist=checklist, code=code)


def reviewer(code: str) -> User:
    """A specialist of that department."""
    department, _ = Department.objects.get_or_create(code=code, defaults={"name": code, "source": "tests"})
    return SpecialistFactory(department=department)


VALUES = {
    "COM-02": {"duns": "555555555"},
    "COM-03": {"legal_name": "Prairie Lantern Energy LLC"},
    "COM-05": {"payment": "ACH 4711"},
    "CRR-02": {"payment": "ACH 4712"},
}


def settle(checklist: Checklist, codes: list[str], by: User, now: datetime) -> None:
    """Evidence sent by the staff for each, and accepted by its department, in order."""
    for code in codes:
        row = submit_item(item=item(checklist, code), by=by, now=now, documents=[upload()], values=VALUES.get(code, {}))
        judge = reviewer(row.requirement.reviewers[0])
        accept_item(item=row, by=by if row.requirement.reviewers == ["CS"] else judge, now=now)


def told(kind: str) -> set[str]:
    """Who heard of a kind of news, by address."""
    rows = Notification.objects.filter(kind=f"participants.{kind}")
    return set(rows.values_list("recipient__email", flat=True))
