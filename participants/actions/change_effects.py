"""What a change does once its instant has come; each topic by the inner steps of the same actions the pages call.

Runs on the operator's side: in a task, or in a reviewer's request. In the audit trail it is the portal itself.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from accounts.models import User
from participants import change_news as news
from participants.actions import bank_accounts
from participants.actions.change_duties import owe_duties
from participants.actions.change_rows import acknowledgment_of, in_words, pass_milestone
from participants.actions.change_signing import represented_in
from participants.actions.change_values import NO_QSE, qse_with, values_of
from participants.actions.contact_roles import begin_role, close_role
from participants.actions.contacts import write_contact
from participants.actions.memberships import end_at_once
from participants.actions.participants import write_facts
from participants.actions.registration_ends import end_for_good
from participants.actions.registrations import begin_registration
from participants.actions.representations import begin_representation, close_representation
from participants.choices import ChangeState, ContactRoleKind, MembershipKind, Origin, RegistrationStatus
from participants.models import (
    Change,
    Contact,
    ContactRole,
    CounterParty,
    MarketRole,
    Membership,
    Registration,
    Representation,
    Resource,
)
from participants.rules.change_moves import MOVES
from participants.rules.changes import TOPICS
from participants.rules.people import ONE_DAY
from participants.signing import contact_with
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

Values = Mapping[str, str]
LEAVES: Final = "Left the role; the change was approved."
# Whoever leaves these loses the access to the portal as well.
ENDS_ACCESS: Final = frozenset({ContactRoleKind.AUTHORIZED_REPRESENTATIVE})


def take_effect(change: Change, *, now: datetime) -> Change:
    """Call while holding the locks of participant and change. `Refused` where something stands in the way."""
    MOVES.require(change.state, ChangeState.IN_EFFECT)
    day = market_day(change.effective_at)
    given = values_of(list(change.fields.all()))
    for topic in change.topics:
        EFFECTS[topic](change, given[topic], day, now)
    changes = change.apply(state=ChangeState.IN_EFFECT, ended_at=now, due_at=None, trouble="")
    pass_milestone(change, "in_effect", by=change.reviewer, now=now)
    duties = owe_duties(change, day=day, now=now)
    told = {"state": in_words(changes["state"]), "owed now": ["", "; ".join(duties)]}
    trail.record("participants.change.took_effect", of=change, by=None, at=now, changes=told)
    news.tell_participant("in_effect", change, now=now)
    news.tell_desk("in_effect", change, by=None, now=now)
    return change


def _rename(change: Change, values: Values, day: date, now: datetime) -> None:
    write_facts(change.participant, by=None, now=now, name=values["name"])


def _move_house(change: Change, values: Values, day: date, now: datetime) -> None:
    write_facts(change.participant, by=None, now=now, address=values["address"], website=values["website"])


def _pass_role(topic: str) -> Callable[..., None]:
    def effect(change: Change, values: Values, day: date, now: datetime) -> None:
        """The new person holds the role from the day, the former one until the day before, and loses access at once."""
        kind = TOPICS[topic].holds
        contact = _contact(change, values, now)
        begin_role(contact=contact, kind=kind, by=None, now=now, starts_on=day)
        leaver = ContactRole.objects.of(change.participant).filter(ref=values["leaving"], kind=kind).first()
        if leaver is not None:
            _end_role(leaver, day, now)
            if kind in ENDS_ACCESS:
                _end_access(change, leaver.contact, contact, now)
        if contact.user is not None:
            news.welcome(change, contact.user, TOPICS[topic].label, now=now)

    return effect


def _contact(change: Change, values: Values, now: datetime) -> Contact:
    """The person named, under the address that confirmed: the contact with that address, or a new one."""
    contact = contact_with(change.participant, values["email"])
    rows = User.objects.active().filter(email=values["email"], memberships__participant=change.participant)
    user = rows.filter(memberships__ended_at=None).first()
    if contact is None:
        return write_contact(
            participant=change.participant, by=None, now=now, name=values["name"], email=values["email"],
            phone=values["phone"], title=values["title"], user=user,
        )  # fmt: skip
    contact = Contact.objects.lock(contact.pk)
    wanted = {name: values[name] for name in ("name", "phone", "title") if values[name]}
    if user is not None and contact.user_id != user.pk:
        wanted["user_id"] = user.pk
    changes = contact.apply(**wanted)
    changes.pop("user_id", None)
    if changes:
        trail.record("participants.contact.changed", of=contact, by=None, at=now, changes=changes)
    return contact


def _end_role(role: ContactRole, day: date, now: datetime) -> None:
    """Until the day before; a role that began on the very day ends with it."""
    role = ContactRole.objects.lock(role.pk)
    last = max(role.starts_on, day - ONE_DAY)
    if role.ends_on is None or role.ends_on > last:
        close_role(role, by=None, now=now, ends_on=last)


def _end_access(change: Change, leaver: Contact, successor: Contact, now: datetime) -> None:
    """Membership and tokens end at this instant. The company keeps an administrator: else the successor becomes one."""
    if leaver.user_id is None or leaver.user_id == successor.user_id:
        return
    held = Membership.objects.of(change.participant).filter(ended_at=None)
    ending = list(held.filter(user=leaver.user_id).select_for_update(of=("self",)))
    end_at_once(ending, by=None, now=now, reason=LEAVES)
    if not any(one.kind == MembershipKind.ADMIN and not one.narrowed for one in ending):
        return
    running = held.valid_on(market_day(now)).filter(user__is_active=True)
    if running.filter(kind=MembershipKind.ADMIN, narrowed=False).exists():
        return
    own = running.filter(user=successor.user_id, kind=MembershipKind.MEMBER).first()
    if own is not None:
        changes = Membership.objects.lock(own.pk).apply(kind=MembershipKind.ADMIN, areas=[])
        trail.record("participants.membership.changed", of=own, by=None, at=now, changes=changes)


def _new_fiscal_year(change: Change, values: Values, day: date, now: datetime) -> None:
    row = CounterParty.objects.select_for_update(of=("self",)).get(participant=change.participant)
    month, _, last = values["year_end"].partition("-")
    changes = row.apply(year_end_month=int(month), year_end_day=int(last))
    trail.record("participants.counter_party.changed", of=row, by=None, at=now, changes=changes)


def _new_bank(change: Change, values: Values, day: date, now: datetime) -> None:
    account = bank_accounts.put_in_force(change, day)
    changes = {"account": ["", str(account)]}
    trail.record("participants.bank_account.changed", of=account, by=None, at=now, changes=changes)


def _pass_to_qse(change: Change, values: Values, day: date, now: datetime) -> None:
    """The former representation ends the day before, the new one begins at 00:00 Central of the day."""
    thing = represented_in(change, values)
    name = "resource" if isinstance(thing, Resource) else "registration"
    running = Representation.objects.on(day).filter(**{name: thing})
    for row in running.select_for_update(of=("self",)):
        if row.starts_on >= day:
            raise Refused("Another QSE already represents it from that day on.")
        close_representation(row, by=None, now=now, ends_on=day - ONE_DAY)
    begin_representation(
        participant=change.participant,
        representative_registration=_qse(change, values),
        by=None,
        now=now,
        starts_on=day,
        ends_on=None,
        resource=thing if name == "resource" else None,
        registration=thing if name == "registration" else None,
    )


def _qse(change: Change, values: Values) -> Registration:
    """The very registration that acknowledged; one's own QSE by its number."""
    acknowledgment = acknowledgment_of(change)
    if acknowledgment is not None:
        return acknowledgment.representative_registration
    qse = qse_with(values["qse"])
    if qse is None or qse.participant_id != change.participant_id:
        raise Refused(NO_QSE)
    return qse


def _stop_representing(change: Change, values: Values, day: date, now: datetime) -> None:
    rows = Representation.objects.filter(representative=change.participant, ref=values["representation"])
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Refused("This representation is not there any more.")
    if row.ends_on is None or row.ends_on >= day:
        close_representation(row, by=None, now=now, ends_on=max(row.starts_on, day - ONE_DAY))


def _add_role(change: Change, values: Values, day: date, now: datetime) -> None:
    begin_registration(
        participant=change.participant,
        role=MarketRole.objects.get(code=values["role"]),
        by=None,
        now=now,
        duns=values["duns"],
        short_name=values["short_name"],
        status=RegistrationStatus.PROSPECTIVE,
        origin=Origin.APPLIED,
    )


def _leave(change: Change, values: Values, day: date, now: datetime) -> None:
    """The registration ends; its checklist and obligations end with it."""
    rows = Registration.objects.of(change.participant).filter(ref=values["registration"])
    registration = rows.select_related("participant", "role").get()
    end_for_good(registration, by=change.reviewer, now=now, reason=f"Voluntary exit ({change.ref})")


def _left_to_people(change: Change, values: Values, day: date, now: datetime) -> None:
    """Nothing the portal can do by itself: the duty that follows says who does what."""


EFFECTS: Final[dict[str, Callable[..., None]]] = {
    "name": _rename,
    "address": _move_house,
    **{code: _pass_role(code) for code, topic in TOPICS.items() if topic.holds},
    "ownership": _left_to_people,
    "fiscal_year": _new_fiscal_year,
    "bank": _new_bank,
    "resource_qse": _pass_to_qse,
    "load_qse": _pass_to_qse,
    "representation_end": _stop_representing,
    "role_added": _add_role,
    "exit": _leave,
    "mass_transition": _left_to_people,
}
