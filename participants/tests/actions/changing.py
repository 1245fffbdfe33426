"""What tests of changes need: the catalogs, people who may sign, and what the forms ask."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from participants.actions.change_signing import sign_change
from participants.actions.changes import draft_change, submit_change
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.choices import ContactRoleKind
from participants.models import Change, ChangeProcedure, Contact
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ContactFactory, ContactRoleFactory
from portal.lifecycle.tests.remembered import remembered
from portal.scoping import wall
from portal.testing import member_of

BANK = {"holder": "Prairie Lantern Energy", "bank": "First Prairie", "routing": "111000025", "account": "000123456789"}
ADDRESS = {"address": "1 New Street\nHouston", "website": "https://new.example"}
NEW_PERSON = {
    "name": "Nia Newcomer",
    "email": "nia@prairielantern.example",
    "phone": "+1 512 555 0123",
    "title": "Director",
}


@remembered
def load_changes(now: datetime) -> None:
    """Calendars, reminder plans and the catalogs."""
    load_deadlines(now)
    load_reference_catalogs(now=now)


def procedure(code: str) -> ChangeProcedure:
    return ChangeProcedure.objects.get(code=code)


def may_sign(rows: SimpleNamespace, user: User) -> User:
    """The company's authorized representative is this user."""
    Contact.objects.filter(pk=rows.contact.pk).update(user=user)
    return user


def also_signs(rows: SimpleNamespace, name: str = "Ben Backup", **role: Any) -> User:
    """A member of the company who holds another role that signs."""
    email = f"{name.split()[0].lower()}@lantern.example"
    user = member_of(rows.participant, name, email)
    contact = ContactFactory(participant=rows.participant, name=name, email=email, user=user)
    role.setdefault("kind", ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE)
    ContactRoleFactory(contact=contact, **role)
    return user


def inside(user: User, act: Callable[..., Any], **given: Any) -> Any:
    """As a request of a participant's user runs: within the wall."""
    with wall.inside(user.acting_for):
        return act(by=user, **given)


def begun(rows: SimpleNamespace, by: User, now: datetime, code: str = "CHG-NCI", **given: Any) -> Change:
    given.setdefault("values", {"address": ADDRESS})
    given.setdefault("reason", "It moved")
    return inside(by, draft_change, participant=rows.participant, procedure=procedure(code), now=now, **given)


def signed(rows: SimpleNamespace, by: User, now: datetime, code: str = "CHG-NCI", **given: Any) -> Change:
    """Submitted, and signed by one who may: in review where one signature is enough."""
    change = begun(rows, by, now, code, **given)
    change = inside(by, submit_change, change=change, now=now)
    return fresh(inside(by, sign_change, change=change, now=now))


def fresh(change: Change) -> Change:
    return Change.objects.select_related("participant", "procedure").get(pk=change.pk)
