"""Taking in what the public form sends. Whoever sent it is nobody, and learns nothing of anybody."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import F

from accounts.choices import Role
from accounts.models import User
from participants import application_deadlines as deadlines
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.models import Application, MarketRole
from participants.rules import intake
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping import wall
from portal.scoping.today import market_day

# One at a time, so that the limits hold however many come at once. Any number that nobody else uses.
INTAKE_LOCK: Final = 20_117
LINES: Final = ("company", "contact_name", "email", "phone")
ACKNOWLEDGED: Final = "participants.application.acknowledged"


@transaction.atomic
def take_in_application(
    *,
    company: str,
    contact_name: str,
    email: str,
    now: datetime,
    phone: str = "",
    roles: Iterable[MarketRole] = (),
    intended_start: date | None = None,
    message: str = "",
    address: str | None = None,
) -> None:
    """Store what was sent, start its deadline and tell the supervisors; the sender gets one fixed mail a day.

    Nothing is returned: whether it is new, was sent before or is one too many for that mailbox is not told. Refused
    only where too many come from that network, or from everywhere.
    """
    roles = list(roles)
    texts = {"company": company, "contact_name": contact_name, "email": email.lower(), "phone": phone}
    application = Application(
        **{name: tidy(text) for name, text in texts.items()},
        message=message.strip(),
        intended_start=intended_start,
        received_at=now,
        consented_at=now,
        mailbox=intake.mailbox_of(email),
        client_network=intake.network_of(address),
    )
    codes = ", ".join(sorted(role.code for role in roles))
    told = (application.company, application.contact_name, application.message, codes, str(intended_start))
    application.likeness = intake.likeness_of(application.mailbox, *told)
    require_shape(application, *LINES, "message", "intended_start")
    with wall.as_operator("take in what the public form sends"):
        _require_measure(application.client_network, now)
        if _sent_before(application, now):
            return
        _store(application, roles, codes, now)


def _require_measure(network: str, now: datetime) -> None:
    """Call first: it also makes the callers wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INTAKE_LOCK])
    hour, day = now - intake.HOUR, now - intake.DAY
    same = Application.objects.filter(client_network=network)
    counted = intake.Counted(
        network_hour=same.since(hour).count(),
        network_day=same.since(day).count(),
        all_hour=Application.objects.since(hour).count(),
        all_day=Application.objects.since(day).count(),
    )
    if reason := intake.refusal(counted):
        raise Refused(reason, code="too_many")


def _sent_before(application: Application, now: datetime) -> bool:
    """The same again, or one more than a mailbox may send a day: counted on the latest one, and no more."""
    today = Application.objects.filter(mailbox=application.mailbox).since(now - intake.DAY).order_by("-received_at")
    latest = today.filter(likeness=application.likeness).first()
    if latest is None and today.count() >= intake.MAILBOX_PER_DAY:
        latest = today.first()
    if latest is None:
        return False
    Application.objects.filter(pk=latest.pk).update(repeats=F("repeats") + 1)
    return True


def _store(application: Application, roles: list[MarketRole], codes: str, now: datetime) -> None:
    application.save(force_insert=True)
    application.roles.set(roles)
    deadlines.start(application, by=None, now=now)
    event = trail.build("participants.application.received", of=application, by=None, at=now, changes=_told(codes))
    # The trail keeps for ever, and the sender's address is kept for days only.
    event.address = None
    trail.record_many([event])
    supervisors = User.objects.active().filter(role=Role.SUPERVISOR)
    key = f"participants.application.arrived:{application.ref}"
    posting.post("participants.application.arrived", to=supervisors, about=application, dedupe=key, now=now)
    _acknowledge(application, now)


def _told(codes: str) -> dict[str, list[str]]:
    return {"roles": ["", codes]} if codes else {}


def _acknowledge(application: Application, now: datetime) -> None:
    """One fixed text without a word of the sender's, once within a day to one mailbox, whoever lives there."""
    today = Application.objects.filter(mailbox=application.mailbox).since(now - intake.DAY)
    if today.exclude(pk=application.pk).exists():
        return
    draft = Draft(ACKNOWLEDGED, address=application.email, dedupe=f"{ACKNOWLEDGED}:{market_day(now)}")
    posting.post_many([draft], now=now)
