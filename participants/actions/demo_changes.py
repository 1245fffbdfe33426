"""The demo world's changes: one in effect, one waiting for a second signature, one in review, one for another QSE."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from accounts.models import User
from participants.access import acting_for, memberships_of
from participants.actions.change_review import approve_change, return_change, take_change, tick_step
from participants.actions.change_signing import sign_change
from participants.actions.changes import draft_change, submit_change
from participants.actions.contact_roles import give_role
from participants.choices import ChangeChannel, ContactRoleKind
from participants.models import Change, ChangeProcedure, Contact, Participant, Registration
from portal.scoping.today import market_day

# Who signs for which company, besides its authorized representative, who does not sign in.
SIGNERS: Final = {
    "Prairie Lantern Energy": "admin@prairielantern.example",
    "Blue Mesa Trading": "admin@bluemesa.example",
    "Pecan Valley Power": "desk@pecanvalley.example",
    "High Plains Municipal": "compliance@highplains.example",
}
BANK: Final = {"holder": "Prairie Lantern Energy", "bank": "First Prairie Bank", "routing": "111000025",
               "account": "000123456789"}  # fmt: skip


def fill_changes(known: dict[str, Participant], *, now: datetime) -> None:
    """Each on its day before `now`, by the same actions as the pages."""
    supervisor = User.objects.get(email="supervisor@iso.example")
    for name, email in SIGNERS.items():
        contact = Contact.objects.of(known[name]).active().get(email=email)
        begin = now - timedelta(days=200)
        kind = ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE
        give_role(contact=contact, kind=kind, by=supervisor, now=begin, starts_on=market_day(begin))
    moved = {
        "address": {"address": "2200 Lamar Street\nHouston, TX 77003", "website": "https://prairielantern.example"}
    }
    at = now - timedelta(days=40)
    approve_change(
        change=_signed(known, "Prairie Lantern Energy", "CHG-NCI", moved, "The office moved", at), by=supervisor, now=at
    )
    at = now - timedelta(days=3)
    _signed(known, "Prairie Lantern Energy", "CHG-NCI", {"bank": BANK}, "We changed banks", at)
    name = {"name": {"name": "High Plains Public Power"}}
    change = _signed(known, "High Plains Municipal", "CHG-NAME", name, "Council decision of this month", at)
    take_change(change=change, by=supervisor, now=at)
    tick_step(change=change, position=1, by=supervisor, now=at, note="Amendment seen")
    owner = {"ownership": {"owner": "Sandhill Holding", "share": "51 percent of the shares"}}
    change = _signed(known, "Pecan Valley Power", "CHG-NCI", owner, "Shares were sold", at)
    return_change(
        change=change, by=supervisor, now=now - timedelta(days=1), reason="Please name who controls the holding."
    )
    _by_phone(known["Copper Draw Storage"], now - timedelta(days=2))
    _mass_transition(known["Bluestem Retail"], supervisor, now - timedelta(days=5))


def _signed(
    known: dict[str, Participant], name: str, code: str, values: dict[str, Any], reason: str, at: datetime
) -> Change:
    """Begun, submitted and signed by the company's backup representative."""
    by = User.objects.get(email=SIGNERS[name])
    own = next(one for one in memberships_of(by, at) if one.participant_id == known[name].pk)
    by.acting_for = acting_for(by, own)
    change = _act(draft_change, at, by, participant=known[name], procedure=_procedure(code), values=values,
                  reason=reason)  # fmt: skip
    change = _act(submit_change, at, by, change=change)
    return _act(sign_change, at, by, change=change)


def _by_phone(company: Participant, at: datetime) -> None:
    """Blocked until the company signs it; the other QSE is asked already."""
    manager = User.objects.get(email="senior@iso.example")
    qse = Registration.objects.get(role__code="QSE", short_name="QMESA")
    unit = company.resources.order_by("code").first()
    values = {"resource_qse": {"resource": unit.ref, "qse": qse.duns}}
    change = _act(draft_change, at, manager, participant=company, procedure=_procedure("CHG-QSE-RE"), values=values,
                  reason="They called: a new contract", channel=ChangeChannel.PHONE)  # fmt: skip
    _act(submit_change, at, manager, change=change)


def _mass_transition(company: Participant, by: User, at: datetime) -> None:
    """Run by the staff: two of its steps are done."""
    load = company.registrations.get(role__code="LSE")
    values = {"mass_transition": {"registration": load.ref, "decision": "Default on a payment, drill only"}}
    change = _act(draft_change, at, by, participant=company, procedure=_procedure("CHG-MASS"), values=values,
                  reason="Yearly drill")  # fmt: skip
    change = approve_change(change=_act(submit_change, at, by, change=change), by=by, now=at)
    for position in (1, 2):
        tick_step(change=change, position=position, by=by, now=at)


def _act(action: Callable[..., Change], at: datetime, by: User, **given: Any) -> Change:
    return action(by=by, now=at, **given)


def _procedure(code: str) -> ChangeProcedure:
    return ChangeProcedure.objects.get(code=code)
