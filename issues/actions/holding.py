"""Keeping back what somebody who is not signed off would tell a participant: the one place that decides it.

Every action that answers a participant (`answer_issue`, `resolve_issue`) asks `hold_back` before it says anything, so
that pages, API, saved replies, released questions and deeds to many issues are held alike.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from accounts.mentors import who_may_release_for
from accounts.models import SignOff, Topic, User
from issues.actions.drafting import forget
from issues.actions.speaking import sound_text
from issues.choices import Channel, DraftKind, HeldMove
from issues.held_news import tell
from issues.models import HeldAnswer, HeldFile, Issue, Referral
from issues.rules.guidance import Said
from issues.rules.holding import because
from participants.choices import Degree
from participants.models import Complexity
from portal.audit import trail
from portal.documents.marking import Marking, as_json
from portal.documents.storing import store
from portal.lifecycle.constraints import refusing

ONE: Final = "An answer of yours waits for release in this issue already; take it back first."
ONCE: Final = {"held_answer_one_at_a_time": ONE}
DRAFT_OF: Final = {HeldMove.RESOLVE: DraftKind.RESOLUTION}


def hold_back(
    issue: Issue,
    text: str,
    *,
    by: User,
    now: datetime,
    move: str,
    cause: str = "",
    channel: str = Channel.PORTAL,
    override_reason: str = "",
    files: Iterable[Any] = (),
    referral: Referral | None = None,
    guidance: Iterable[Said] = (),
    marking: Marking | None = None,
) -> HeldAnswer | None:
    """Keep the text for release and tell the mentor, or None where it may leave; call it while holding the lock."""
    topic, why = why_held(issue, by)
    if not why:
        return None
    people = who_may_release_for(by, now)
    held = HeldAnswer(
        issue=issue,
        participant_id=issue.participant_id,
        topic=topic,
        author=by,
        mentor=people[0] if people else None,
        text=sound_text(text),
        move=move,
        cause=cause,
        channel=channel,
        override_reason=override_reason.strip()[:300],
        referral=referral,
        guidance=[[one.cited.document, one.cited.section, one.mark, one.because] for one in guidance],
        marking=as_json(marking),
        because=why,
        held_at=now,
    )
    with refusing(ONCE):
        held.save(force_insert=True)
    for upload in files:
        document = store(upload=upload, participant_id=issue.participant_id, by=by, now=now, inner=True)
        HeldFile(answer=held, participant_id=issue.participant_id, document=document).save(force_insert=True)
    forget(issue, by, DRAFT_OF.get(move, DraftKind.ANSWER))
    trail.record("issues.issue.answer_held", of=issue, by=by, at=now, reason=why)
    tell("held", held, people, by=by, now=now)
    return held


def why_held(issue: Issue, by: User) -> tuple[Topic | None, str]:
    """The topic and why the writer does not answer on it alone; no statement for whoever's level suffices."""
    given = {"category": issue.category.name, "complex_category": issue.category.complex}
    if not because(by.capabilities, complex_participant=True, **given):
        return None, ""
    marked = Complexity.objects.filter(participant=issue.participant_id, degree=Degree.HIGH).exists()
    if not (why := because(by.capabilities, complex_participant=marked, **given)):
        return None, ""
    topic = topic_of(issue)
    if topic is None:
        return None, why
    if SignOff.objects.signed_off(by, topic):
        return topic, ""
    return topic, f"{why}; not signed off for {topic.name}"[:300]


def topic_of(issue: Issue) -> Topic | None:
    """The category's topic, else the general one."""
    if issue.category.topic_id is not None:
        return issue.category.topic
    return Topic.objects.filter(code=Topic.GENERAL).first()
