"""The demo world's obligations: the last certificate audit and the last weather window, most of it done, some late."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import User
from participants import permissions
from participants.access import acting_as, memberships_of
from participants.actions import obligations as actions
from participants.choices import AssignmentKind, MembershipKind
from participants.models import Assignment, Membership, Obligation, ObligationType
from participants.rules.obligation_periods import longest_until
from portal.scoping.today import MARKET_ZONE, market_day

AUDIT: Final = ("OB-DCAA", (9, 1))
WINDOWS: Final = (("OB-DOWP-S", (5, 1)), ("OB-DOWP-W", (11, 1)))
NINE: Final = time(9)
DAY: Final = timedelta(days=1)
FORM: Final = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
REVIEW: Final = "The form is signed, but the date of the audit is missing."
PLAN: Final = "Our new security administrator starts next month. The audit follows within two weeks, then the form."


def fill_obligations(*, now: datetime) -> None:
    """What was owed in the last seasons, and what is announced today."""
    by = User.objects.get(email="supervisor@iso.example")
    begun = _begin(AUDIT, now)
    for number, row in enumerate(_campaign(AUDIT[0], begun, by)):
        _audit(number, row, begun + timedelta(days=2 + number % 20), by, now)
    window = max(WINDOWS, key=lambda one: _begin(one, now))
    begun = _begin(window, now)
    for number, row in enumerate(_campaign(window[0], begun, by)):
        _declare(number, row, begun + timedelta(days=1 + number % 25), by, now)
    actions.generate_obligations(now=now)


def _begin(season: tuple[str, tuple[int, int]], now: datetime) -> datetime:
    """The last time the season began before now, at nine in the morning."""
    today = market_day(now)
    day = date(today.year, *season[1])
    return datetime.combine(day if day < today else day.replace(year=today.year - 1), NINE, MARKET_ZONE)


def _campaign(code: str, at: datetime, by: User) -> list[Obligation]:
    campaign = actions.start_campaign(type=ObligationType.objects.get(code=code), by=by, now=at)
    return list(campaign.obligations.select_related("type", "participant").order_by("pk"))


def _audit(number: int, row: Obligation, at: datetime, by: User, now: datetime) -> None:
    """Of ten: six accepted, one waiting for its reviewer, one returned, one asks for more time, one did nothing."""
    last = number % 10
    if last == 9 or at > now:
        return
    if last == 8:
        until = min(max(market_day(now), row.due_on) + timedelta(days=45), longest_until(row.by_rule, 6))
        if until > max(market_day(at), row.due_on):
            _as_filer(
                row, at, lambda who: actions.ask_extension(obligation=row, by=who, now=at, until=until, plan=PLAN)
            )
        return
    if not _as_filer(row, at, lambda who: _hand_in(row, who, at)) or last == 7:
        return
    later = min(at + 2 * DAY, now)
    if last == 6:
        actions.return_obligation(obligation=row, by=by, now=later, comment=REVIEW)
    else:
        actions.accept_obligation(obligation=row, by=by, now=later)


def _declare(number: int, row: Obligation, at: datetime, by: User, now: datetime) -> None:
    """Of five: three declared and accepted, one said to be declared without its number, one did nothing."""
    last = number % 5
    if last == 4 or at > now:
        return
    if last == 3:
        _as_filer(row, at, lambda who: actions.claim_filed_elsewhere(obligation=row, by=who, now=at))
        return
    told = f"W{at:%y}-{1042 + 7 * number}"
    if _as_filer(
        row, at, lambda who: actions.record_confirmation(obligation=row, by=who, now=at, confirmation_number=told)
    ):
        actions.accept_obligation(obligation=row, by=by, now=min(at + DAY, now))


def _hand_in(row: Obligation, who: User, at: datetime) -> Obligation:
    upload = SimpleUploadedFile("certificate-audit.pdf", FORM)
    return actions.submit_obligation(obligation=row, by=who, now=at, uploads=[upload])


def _as_filer(row: Obligation, at: datetime, act: Callable[[User], Any]) -> bool:
    """Let a user of the company act, as a request would; else its account manager. False where there is neither."""
    for membership in Membership.objects.filter(participant=row.participant, narrowed=False).select_related("user"):
        person = membership.user
        usable = {one.participant_id for one in memberships_of(person, at)}
        if membership.kind != MembershipKind.AGENT and row.participant_id in usable:
            with acting_as(person, row.participant_id, now=at):
                act(person)
            return True
    held = Assignment.objects.today().filter(participant=row.participant, kind=AssignmentKind.PRIMARY)
    manager = held.filter(person__role=Role.ACCOUNT_MANAGER).select_related("person").first()
    if manager is None or not permissions.can_file(manager.person, row):
        return False
    act(manager.person)
    return True
