"""One text for many issues: checked against all their participants, queued, and written into each by itself."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import InterfaceError, OperationalError, transaction

from accounts.models import User
from issues.actions.conversation import answer_issue
from issues.actions.guiding import Unweighed
from issues.actions.lacking_marks import keep_for_mark
from issues.actions.moves import resolve_issue
from issues.actions.speaking import sound_text
from issues.actions.systemic_nudge import nudge
from issues.choices import CauseCode, DeliveryState, DraftKind, SystemicSaying
from issues.models import Comment, HeldAnswer, Issue, SystemicDelivery, SystemicIssue, SystemicUpdate
from issues.rules.naming import named_in
from participants.models import Participant, Registration
from portal.audit import trail
from portal.lifecycle.refusals import Refused

logger = logging.getLogger(__name__)

NOBODY: Final = "No open issue is joined: there is nobody to write to."
NAMED: Final = (
    "The text names “{name}”. It goes to {count} participants, none of whom may learn of the others: take the name out."
)
NAMES_ANOTHER: Final = "The text names another participant."
NO_CAUSE: Final = "Choose what lay behind it."
REFUSAL_LENGTH: Final = 300


def queue_text(
    systemic: SystemicIssue,
    text: str,
    *,
    saying: str,
    cause: str,
    issues: Sequence[Issue],
    by: User,
    now: datetime,
) -> SystemicUpdate:
    """Write the update with one delivery for each issue; a worker begins once this is committed.

    Call it while holding the systemic issue's lock, once it is permitted.
    """
    text = sound_text(text)
    if not issues:
        raise Refused(NOBODY)
    if saying == SystemicSaying.RESOLUTION and cause not in CauseCode.values:
        raise Refused(NO_CAUSE)
    owners = {issue.participant_id for issue in issues}
    if named := named_in(text, names_of(owners)):
        raise Refused(NAMED.format(name=named[0], count=len(owners)))
    joined = set(systemic.members.filter(left_at=None).values_list("issue_id", flat=True))
    if any(issue.pk not in joined for issue in issues):
        raise Refused("Only issues of this systemic issue can be written to.")
    update = SystemicUpdate(systemic=systemic, saying=saying, text=text, cause=cause, author=by, at=now)
    update.save(force_insert=True)
    SystemicDelivery.objects.bulk_create(
        [SystemicDelivery(update=update, issue=issue, participant_id=issue.participant_id) for issue in issues]
    )
    told = {"issues": ["", str(len(issues))]}
    trail.record("issues.systemicissue.told", of=systemic, by=by, at=now, changes=told)
    nudge(update)
    return update


def deliver(*, now: datetime, update_id: int | None = None) -> int:
    """Write what waits, each delivery in a transaction of its own and once only; returns how many were tried.

    A text that is refused in an issue is kept with the reason, one that needs its author's mark becomes the author's
    draft there; one that raises is tried again by the next sweep.
    """
    rows = SystemicDelivery.objects.waiting()
    if update_id is not None:
        rows = rows.filter(update=update_id)
    done = 0
    for pk in list(rows.order_by("id").values_list("pk", flat=True)):
        try:
            done += _deliver_one(pk, now)
        except (OperationalError, InterfaceError):
            # The database itself is in trouble: the next sweep finds all of it again.
            raise
        except Exception:
            logger.exception("An update could not be written into an issue; the sweep will try again.")
    return done


@transaction.atomic
def _deliver_one(pk: int, now: datetime) -> int:
    """Claimed by the row's lock: whoever else is at it, or was, keeps it."""
    waiting = SystemicDelivery.objects.waiting().filter(pk=pk).select_for_update(skip_locked=True, of=("self",))
    delivery = waiting.select_related("update__author", "update__systemic", "issue__participant").first()
    if delivery is None:
        return 0
    try:
        with transaction.atomic():
            _require_discreet(delivery)
            delivery.comment = _say(delivery, now)
            delivery.state = DeliveryState.DONE
    except Unweighed as lacking:
        delivery.comment, delivery.state = None, DeliveryState.NEEDS_MARK
        delivery.refusal = _kept_for_mark(delivery, lacking, now)
    except Refused as refused:
        delivery.comment, delivery.state = None, DeliveryState.REFUSED
        delivery.refusal = refused.reason[:REFUSAL_LENGTH]
    delivery.done_at = now
    delivery.save(update_fields=["comment", "state", "refusal", "done_at"])
    return 1


def _say(delivery: SystemicDelivery, now: datetime) -> Comment | None:
    """An ordinary answer or resolution of one issue, by whoever wrote the text; none yet where it waits for release."""
    update, issue = delivery.update, delivery.issue
    given: dict[str, Any] = {"issue": issue, "by": update.author, "now": now}
    if update.saying == SystemicSaying.UPDATE:
        said = answer_issue(text=update.text, **given)
        return said if isinstance(said, Comment) else None
    if isinstance(resolve_issue(resolution=update.text, cause=update.cause, **given), HeldAnswer):
        return None
    return Comment.objects.filter(issue=issue, author=update.author).latest("at", "id")


def _kept_for_mark(delivery: SystemicDelivery, lacking: Unweighed, now: datetime) -> str:
    update = delivery.update
    kind = DraftKind.ANSWER if update.saying == SystemicSaying.UPDATE else DraftKind.RESOLUTION
    told = keep_for_mark(delivery.issue, update.text, lacking, kind=kind, by=update.author, now=now)
    return told[:REFUSAL_LENGTH]


def _require_discreet(delivery: SystemicDelivery) -> None:
    """Asked again for each recipient, since others may have joined meanwhile."""
    others = delivery.update.systemic.members.exclude(participant=delivery.participant_id)
    if named_in(delivery.update.text, names_of(set(others.values_list("participant_id", flat=True)))):
        raise Refused(NAMES_ANOTHER)


def names_of(participants: Iterable[int]) -> list[str]:
    """Every name and number by which these companies could be recognized."""
    wanted = list(participants)
    names = Participant.objects.filter(pk__in=wanted).values_list("name", "duns")
    marks = Registration.objects.filter(participant__in=wanted).values_list("short_name", "duns")
    return [one for row in (*names, *marks) for one in row if one]
