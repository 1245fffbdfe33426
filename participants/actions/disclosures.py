"""Disclosures: written down, told to each owner first, objected to, decided, done. Nothing here gives out a file."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import disclosure_news as news
from participants.actions.locks import lock_participant
from participants.actions.shape import require_shape
from participants.choices.disclosures import DisclosureState as S
from participants.models import Disclosure, DisclosureLine, LeadTime, Participant
from participants.permissions import protection as permissions
from participants.rules.disclosure_moves import MOVES, waits_until
from portal.audit import trail
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

KIND: Final = "disclosure"
LABEL: Final = "Notice of a disclosure"
RULE: Final = "LT-DISCLOSURE"
TWICE: Final = "This participant is named in the disclosure already."
NO_RULE: Final = "The catalog of lead times does not say how long an owner has; load it first."


@transaction.atomic
def open_disclosure(*, by: User, now: datetime, **facts: Any) -> Disclosure:
    """Write down who asks for protected information, and by what right."""
    permissions.discloses(by).enforce()
    disclosure = Disclosure(opened_by=by, opened_at=now, **facts)
    require_shape(disclosure, "requester_kind", "requester", "authority", "note")
    if disclosure.asked_on > market_day(now):
        raise Refused("Nobody has asked on a day that is still to come.")
    disclosure.save(force_insert=True)
    trail.record("participants.disclosure.opened", of=disclosure, by=by, at=now)
    return disclosure


@transaction.atomic
def name_owner(
    *, disclosure: Disclosure, participant: Participant, what: str, by: User, now: datetime
) -> DisclosureLine:
    """Name an owner, and what of it is asked for: a line of its own, which no other owner reads."""
    participant = lock_participant(participant.pk)
    permissions.can_disclose(by, participant).enforce()
    line = DisclosureLine(
        disclosure=disclosure,
        participant=participant,
        requester_kind=disclosure.requester_kind,
        requester=disclosure.requester,
        authority=disclosure.authority,
        what=what.strip(),
    )
    require_shape(line, "what")
    with refusing({"disclosure_line_once": TWICE}):
        line.save(force_insert=True)
    trail.record("participants.disclosure.owner_named", of=line, by=by, at=now)
    return line


@transaction.atomic
def send_notice(*, line: DisclosureLine, by: User, now: datetime) -> DisclosureLine:
    """Tell the owner who asks for what and by what right; its days to object begin."""
    line = _locked(line, by, S.NOTICED)
    rule = LeadTime.objects.filter(code=RULE).first()
    if rule is None:
        raise Refused(NO_RULE)
    clock = start_clock(
        subject=line, kind=KIND, label=LABEL, calendar=rule.calendar, plan=KIND, source=rule.source, by=by, now=now,
        target=Target(rule.amount, "day", due_time="close"),
    )  # fmt: skip
    changes = line.apply(state=S.NOTICED, noticed_at=now, objects_until=market_day(clock.due_at))
    trail.record("participants.disclosure.noticed", of=line, by=by, at=now, changes=changes)
    news.tell_owner("noticed", line, now=now)
    return line


@transaction.atomic
def ask_for_silence(*, line: DisclosureLine, section: str, by: User, now: datetime) -> DisclosureLine:
    """Say that the law forbids to tell the owner, with the section; a second person confirms it."""
    line = _locked(line, by, S.SILENCE_ASKED)
    line.section = section.strip()
    if not line.section:
        raise Refused("Name the section that forbids the notice.")
    require_shape(line, "section")
    line.save(update_fields=["section"])
    line.apply(state=S.SILENCE_ASKED, silence_by=by)
    trail.record("participants.disclosure.silence_asked", of=line, by=by, at=now, reason=line.section)
    return line


@transaction.atomic
def confirm_silence(*, line: DisclosureLine, by: User, now: datetime) -> DisclosureLine:
    """A second person says so too: the owner is not told, now or later."""
    line = _locked(line, by, S.SILENT)
    if line.silence_by_id == by.pk:
        raise Refused("Somebody else has to confirm that the law forbids the notice.")
    line.apply(state=S.SILENT, confirmed_by=by)
    trail.record("participants.disclosure.silence_confirmed", of=line, by=by, at=now, reason=line.section)
    return line


@transaction.atomic
def tell_after_all(*, line: DisclosureLine, by: User, now: datetime) -> DisclosureLine:
    """The second person does not agree: the owner is to be told as usual."""
    line = _locked(line, by, S.PREPARED)
    line.apply(state=S.PREPARED, section="", silence_by=None)
    trail.record("participants.disclosure.silence_refused", of=line, by=by, at=now)
    return line


@transaction.atomic
def decide_disclosure(*, line: DisclosureLine, disclose: bool, reason: str, by: User, now: datetime) -> DisclosureLine:
    """Whether it is disclosed, with the reason; not before the owner's days have passed or it has objected."""
    after = S.APPROVED if disclose else S.DECLINED
    line = _locked(line, by, after)
    reason = _said(reason)
    day = waits_until(line.state, line.objects_until, market_day(now))
    if disclose and day is not None:
        raise Refused(f"The owner may object until {day:%B} {day.day}; nothing is decided against it before.")
    changes = line.apply(state=after, decided_at=now, decided_by=by, reason=reason)
    _stop(line, by, now)
    trail.record("participants.disclosure.decided", of=line, by=by, at=now, changes=changes, reason=reason)
    news.tell_owner("decided", line, now=now)
    return line


@transaction.atomic
def record_disclosed(*, line: DisclosureLine, disclosed_on: date, by: User, now: datetime) -> DisclosureLine:
    """On which day it was handed over, and by whom."""
    line = _locked(line, by, S.DISCLOSED)
    if not market_day(line.decided_at) <= disclosed_on <= market_day(now):
        raise Refused("It was disclosed on a day between the decision and today.")
    line.apply(state=S.DISCLOSED, disclosed_on=disclosed_on, disclosed_by=by)
    changes = {"disclosed on": ["", disclosed_on.isoformat()]}
    trail.record("participants.disclosure.disclosed", of=line, by=by, at=now, changes=changes)
    news.tell_owner("disclosed", line, now=now)
    return line


@transaction.atomic
def withdraw_line(*, line: DisclosureLine, reason: str, by: User, now: datetime) -> DisclosureLine:
    """The request is over for this owner, for instance because it was taken back."""
    line = _locked(line, by, S.WITHDRAWN)
    reason = _said(reason)
    line.apply(state=S.WITHDRAWN, reason=reason)
    _stop(line, by, now)
    trail.record("participants.disclosure.withdrawn", of=line, by=by, at=now, reason=reason)
    news.tell_owner("decided", line, now=now)
    return line


@transaction.atomic
def object_to(*, line: DisclosureLine, objection: str, by: User, now: datetime) -> DisclosureLine:
    """An administrator of the owner objects, within its days; the staff decide with that before them."""
    participant = lock_participant(line.participant_id)
    permissions.answers_for_company(by).enforce()
    objection = _said(objection)
    with wall.as_operator("object to a disclosure for the participant acted for"):
        line = DisclosureLine.objects.lock(line.pk)
        if line.participant_id != participant.pk or line.noticed_at is None:
            raise Refused("There is no such notice.")
        MOVES.require(line.state, S.OBJECTED)
        if waits_until(line.state, line.objects_until, market_day(now)) is None:
            raise Refused("The days to object have passed. Ask your account manager.")
        line.objection = objection
        require_shape(line, "objection")
        line.save(update_fields=["objection"])
        line.apply(state=S.OBJECTED, objected_at=now)
        _stop(line, by, now)
        news.tell_objected(line, by=by, now=now)
    trail.record("participants.disclosure.objected", of=line, by=by, at=now)
    return line


def _locked(line: DisclosureLine, by: User, after: str) -> DisclosureLine:
    """The line locked, the person permitted, the move required."""
    participant = lock_participant(line.participant_id)
    permissions.can_disclose(by, participant).enforce()
    line = DisclosureLine.objects.lock(line.pk)
    MOVES.require(line.state, after)
    return line


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("Say why.")
    return text[:4000]


def _stop(line: DisclosureLine, by: User, now: datetime) -> None:
    clock = Clock.objects.of(line).open().first()
    if clock is not None:
        stop_clock(clock=clock, by=by, now=now)
