"""What the page of a change shows on either side: before and after, signatures, dates with their reasons, duties."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from participants.actions.change_duties import due_on
from participants.choices import ChangeState, SignatureKind
from participants.models import Acknowledgment, Change, ChangeField, ChangeProcedure, ChangeSignature
from participants.rules.change_moves import DATED, ENDED
from participants.rules.changes import GUIDES, TOPICS, duties_of, role_passing, signatures_needed
from participants.rules.signing import named
from participants.signing import able_to_sign, named_in
from portal.calendars.days import NeverOpens
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day


@dataclass(frozen=True)
class DutyLine:
    """What will be owed, and by when if it takes effect on the day planned."""

    title: str
    due_on: date | None


@dataclass(frozen=True)
class Story:
    """A change with all its parts, read in a fixed number of statements."""

    change: Change
    topics: list[tuple[str, list[ChangeField]]]
    signatures: list[ChangeSignature]
    earlier: list[ChangeSignature]
    needed: int
    signers: str
    duties: list[DutyLine]
    steps: list[Any]
    comments: list[Any]
    evidence: list[Any]
    acknowledgment: Acknowledgment | None
    unconfirmed: list[str]
    may_confirm: bool

    @property
    def signed(self) -> int:
        return sum(one.kind == SignatureKind.APPROVAL for one in self.signatures)

    @property
    def missing(self) -> int:
        """So many people are still to sign."""
        return max(self.needed - self.signed, 0)


def story_of(change: Change, user: Any, now: datetime) -> Story:
    if change.state not in (*DATED, *ENDED) and change.effective_on is not None:
        change.effective_on = max(change.effective_on, market_day(now))  # what was planned may have passed meanwhile
    fields = list(change.fields.all())
    signatures = list(change.signatures.all())
    current = [one for one in signatures if one.round == change.round]
    confirmed = {one.signer_id for one in current if one.kind == SignatureKind.CONFIRMATION}
    unconfirmed = _unconfirmed(change, fields, len(confirmed))
    asked = Acknowledgment.objects.visible_to(user).filter(change=change).first()
    open_now = change.state in (ChangeState.SUBMITTED, ChangeState.IN_REVIEW)
    return Story(
        change=change,
        topics=_by_topic(change, fields),
        signatures=current,
        earlier=[one for one in signatures if one.round != change.round],
        needed=0 if GUIDES[change.procedure.code].by_staff else signatures_needed(change.topics),
        signers=named(able_to_sign(change.participant, now, topics=change.topics)),
        duties=_duties(change, user),
        steps=list(change.steps.all()),
        comments=list(change.comments.all()),
        evidence=list(change.evidence.select_related("document")),
        acknowledgment=asked,
        unconfirmed=unconfirmed,
        may_confirm=open_now and user.pk not in confirmed and bool(named_in(change, user)) and not user.is_staff,
    )


def _by_topic(change: Change, fields: list[ChangeField]) -> list[tuple[str, list[ChangeField]]]:
    return [(TOPICS[code].label, [row for row in fields if row.topic == code]) for code in change.topics]


def _unconfirmed(change: Change, fields: list[ChangeField], confirmed: int) -> list[str]:
    """The names of those who are still to confirm; none once as many confirmed as were named."""
    passing = {topic.code for topic in role_passing(change.topics)}
    named = list(dict.fromkeys(row.after for row in fields if row.topic in passing and row.name == "name"))
    return named if len(named) > confirmed else []


def _duties(change: Change, user: Any) -> list[DutyLine]:
    """What follows; what only the staff has to look after is not told to the participant."""
    found = (duty for duty in duties_of(change.topics) if user.is_staff or duty.obligation)
    return [DutyLine(duty.title, _due(duty, change.effective_on)) for duty in found]


def _due(duty: Any, day: date | None) -> date | None:
    try:
        return due_on(duty, day) if day else None
    except (Refused, NeverOpens):
        return None


def offers(*, staff: bool) -> dict[str, Any]:
    """What one can begin: the notice with its topics to choose from, and the procedures of one topic each."""
    known = {row.code: row for row in ChangeProcedure.objects.filter(code__in=GUIDES)}
    offered = [
        (known[code], guide) for code, guide in GUIDES.items() if code in known and (staff or not guide.by_staff)
    ]
    notices = [(row, [TOPICS[code] for code in guide.topics]) for row, guide in offered if guide.chosen]
    others = [(row, guide, TOPICS[guide.topics[0]]) for row, guide in offered if not guide.chosen]
    return {"notice": notices[0] if notices else None, "others": others}
