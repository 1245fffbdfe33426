"""Writing training needs: suggested by a pattern or proposed by hand, then accepted or dismissed.

The outline and its review stand in `need_outlines`, sessions and the effect in `need_steps`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.shape import require_reason, require_shape
from participants.models import MarketRole, Participant
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from training import need_news, patterns, permissions
from training.choices import NeedOrigin, NeedState
from training.models import Course, NeedEvidence, TrainingNeed
from training.rules.need_moves import MOVES
from training.rules.needs import QUIET
from training.rules.patterns import IN_MARKET, OF_ONE, WINDOW, Case, Pattern, participants_of

UNTITLED = "Say in a few words what people should learn."
NO_PROBLEM = "Say what goes wrong, and how it shows."
ONCE = "There is an open training need on this topic already."
UNKNOWN_SOURCE = "Nothing is counted under this name."
TOPIC_MISSING = "Say which topic is counted, for example the code of a requirement."
UNKNOWN_ROLES = "Not a market role: {codes}."
COUNTED = "The cases of this need are counted by the portal."
NO_NOTE = "Say what was counted."
DAYS_QUIET = "Give a number of days from 1 to 730."


@transaction.atomic
def suggest_need(*, pattern: Pattern, source: patterns.Source, now: datetime) -> TrainingNeed | None:
    """The portal suggests what a pattern shows; None where that is open, or was dismissed, already.

    Two sweeps at once: the database keeps one open need a topic and participant, and the second one goes on.
    """
    known = TrainingNeed.objects.filter(topic=pattern.topic, participant=pattern.participant_id)
    if known.still_open().exists() or known.quiet(now).exists():
        return None
    need = TrainingNeed(
        title=f"Training on {source.named(pattern.topic)}"[:160],
        problem=_told(pattern, source),
        origin=source.origin,
        source=source.name,
        topic=pattern.topic,
        participant_id=pattern.participant_id,
        case_count=len(pattern.cases),
        participant_count=pattern.participants,
        changed_at=now,
    )
    try:
        with refusing({"need_once_open": ONCE}):
            need.save(force_insert=True)
    except Refused:
        return None
    _add_cases(need, pattern.cases)
    trail.record("training.trainingneed.suggested", of=need, by=None, at=now)
    need_news.tell_suggested(need, now=now)
    return need


@transaction.atomic
def renew_cases(*, need: TrainingNeed, pattern: Pattern, now: datetime) -> TrainingNeed:
    """The cases of the last ninety days as they are now; once somebody has decided about it, it stays as it was."""
    need = TrainingNeed.objects.lock(need.pk)
    if need.state != NeedState.SUGGESTED:
        return need
    need.evidence.exclude(reference__in=[case.reference for case in pattern.cases]).delete()
    _add_cases(need, pattern.cases)
    need.apply(case_count=len(pattern.cases), participant_count=pattern.participants, changed_at=now)
    return need


@transaction.atomic
def propose_need(
    *,
    title: str,
    problem: str,
    by: User,
    now: datetime,
    participant: Participant | None = None,
    role_codes: Iterable[str] = (),
    course: Course | None = None,
    source: str = "",
    topic: str = "",
) -> TrainingNeed:
    """Somebody of the staff saw the need. With a source and a topic its cases are counted by the portal."""
    participant = lock_participant(participant.pk) if participant is not None else None
    permissions.can_propose_need(by, participant).enforce()
    counting = _counting(source, topic)
    given = {"title": _titled(title), "problem": problem.strip(), "topic": topic.strip()}
    need = TrainingNeed(participant=participant, origin=NeedOrigin.ACCOUNT_MANAGER, proposed_by=by, changed_at=now)
    need.course, need.source, need.role_codes = course, source, known_roles(role_codes)
    for name, text in given.items():
        setattr(need, name, text)
    if not need.problem:
        raise Refused(NO_PROBLEM)
    require_shape(need, *given)
    cases = counted_cases(need, counting, now) if counting is not None else []
    need.case_count, need.participant_count = len(cases), participants_of(cases)
    with refusing({"need_once_open": ONCE}):
        need.save(force_insert=True)
    _add_cases(need, cases)
    trail.record("training.trainingneed.proposed", of=need, by=by, at=now)
    need_news.tell_suggested(need, by=by, now=now)
    return need


@transaction.atomic
def accept_need(
    *,
    need: TrainingNeed,
    by: User,
    now: datetime,
    baseline_count: int | None = None,
    baseline_note: str = "",
    course: Course | None = None,
) -> TrainingNeed:
    """Something is to be taught. The cases of the last ninety days become what the effect is compared with.

    Where the portal counts nothing, a person may give the number with a note of what was counted.
    """
    need = begin(need, by, NeedState.OPEN)
    note = " ".join(baseline_note.split())
    if need.is_counted:
        if baseline_count is not None:
            raise Refused(COUNTED)
        baseline_count = count_again(need, now - WINDOW, now)
    elif baseline_count is not None and not note:
        raise Refused(NO_NOTE)
    require_shape(TrainingNeed(baseline_count=baseline_count, baseline_note=note), "baseline_count", "baseline_note")
    changes = need.apply(
        state=NeedState.OPEN,
        accepted_at=now,
        baseline_count=baseline_count,
        baseline_note=note if baseline_count is not None else "",
        course_id=course.pk if course is not None else need.course_id,
        changed_at=now,
    )
    record("accepted", need, by=by, now=now, changes=changes)
    need_news.tell_proposer("accepted", need, by=by, now=now)
    return need


@transaction.atomic
def dismiss_need(*, need: TrainingNeed, by: User, now: datetime, reason: str, days: int = QUIET.days) -> TrainingNeed:
    """Nothing is taught about it, for a reason; the same cases are not suggested again for so many days."""
    reason = require_reason(reason)
    require_shape(TrainingNeed(reason=reason), "reason")
    if not 1 <= days <= 730:
        raise Refused(DAYS_QUIET)
    need = begin(need, by, NeedState.DISMISSED)
    changes = need.apply(
        state=NeedState.DISMISSED, reason=reason, quiet_until=now + timedelta(days), ended_at=now, changed_at=now
    )
    record("dismissed", need, by=by, now=now, changes=changes, reason=reason)
    need_news.tell_proposer("dismissed", need, by=by, now=now)
    return need


def begin(need: TrainingNeed, by: User, state: str) -> TrainingNeed:
    """The first three steps of a move by whoever designs training: lock, permit, require."""
    need = TrainingNeed.objects.lock(need.pk)
    permissions.can_work_on_need(by, need).enforce()
    MOVES.require(need.state, state)
    return need


def record(
    verb: str,
    need: TrainingNeed,
    *,
    by: User | None,
    now: datetime,
    changes: dict[str, list[str]],
    reason: str = "",
) -> None:
    """One line of the trail: how the state changed; texts and people stand on the need itself."""
    told = {name: change for name, change in changes.items() if name in ("baseline_count", "effect_count")}
    if "state" in changes:
        told["state"] = [NeedState(state).label for state in changes["state"]]
    trail.record(f"training.trainingneed.{verb}", of=need, by=by, at=now, changes=told, reason=reason)


def known_roles(codes: Iterable[str]) -> list[str]:
    """Codes of market roles, each once, in the catalog's order; refused where one is none."""
    wanted = set(codes)
    found = list(MarketRole.objects.filter(code__in=wanted).order_by("order", "code").values_list("code", flat=True))
    if missing := wanted - set(found):
        raise Refused(UNKNOWN_ROLES.format(codes=", ".join(sorted(missing))))
    return found


def count_again(need: TrainingNeed, since: datetime, until: datetime) -> int | None:
    """The cases between two instants; None where nobody counts them any more."""
    source = patterns.get(need.source)
    if source is None:
        return None
    return source.count(topic=need.topic, participant_id=need.participant_id, since=since, until=until)


def counted_cases(need: TrainingNeed, source: patterns.Source, now: datetime) -> list[Case]:
    """The cases of the last ninety days that speak for a need proposed by hand."""
    cases = (case for case in source.cases(now - WINDOW, now) if case.topic == need.topic)
    return [case for case in cases if need.participant_id in (None, case.participant_id)]


def _titled(title: str) -> str:
    title = tidy(title)
    if not title:
        raise Refused(UNTITLED)
    return title


def _counting(source: str, topic: str) -> patterns.Source | None:
    if not source:
        return None
    found = patterns.get(source)
    if found is None:
        raise Refused(UNKNOWN_SOURCE)
    if not topic.strip():
        raise Refused(TOPIC_MISSING)
    return found


def _told(pattern: Pattern, source: patterns.Source) -> str:
    """What was noticed, in numbers only: whose cases they are stands nowhere in the text."""
    limit = IN_MARKET if pattern.participant_id is None else OF_ONE
    whose = "the market" if pattern.participant_id is None else "one participant"
    return f"{source.label} ({pattern.topic}): {limit} or more alike cases of {whose} in {WINDOW.days} days."


def _add_cases(need: TrainingNeed, cases: Iterable[Case]) -> None:
    rows = [
        NeedEvidence(
            need=need, participant_id=case.participant_id, source=need.source, reference=case.reference, at=case.at
        )
        for case in cases
    ]
    NeedEvidence.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
