"""Writing saved replies, and using them: a macro calls the same actions as the buttons do."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import Team, User
from issues import permissions
from issues.actions.changing import hand_over_issue
from issues.actions.conversation import answer_issue
from issues.actions.moves import resolve_issue
from issues.actions.speaking import sound_text
from issues.choices import CauseCode, ReplyMove
from issues.models import HeldAnswer, Issue, SavedReply
from issues.rules import saved_replies as rules
from issues.rules.guidance import Said
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused

UNKNOWN: Final = "“{name}” is not one of the words that can be filled in."
GAPS: Final = "Something is still missing in this text: {gaps}."
ENDED: Final = "This saved reply is not in use any more."


@transaction.atomic
def add_reply(*, by: User, now: datetime, title: str, text: str, team: Team | None = None, **move: Any) -> SavedReply:
    """A new saved reply; `move`, `cause` and `hand_to` make a macro of it."""
    permissions.can_write_reply(by, team).enforce()
    reply = SavedReply(team=team, **_sound(title, text, **move))
    reply.save(force_insert=True)
    trail.record("issues.savedreply.added", of=reply, by=by, at=now)
    return reply


@transaction.atomic
def change_reply(
    *, reply: SavedReply, by: User, now: datetime, title: str, text: str, team: Team | None = None, **move: Any
) -> SavedReply:
    """Other words, another team or another move; a default row is left alone by defaults from then on."""
    reply = _to_write(reply, by)
    permissions.can_write_reply(by, team).enforce()
    changes = reply.apply(team=team, **_sound(title, text, **move))
    if changes:
        reply.apply(edited=True)
        trail.record("issues.savedreply.changed", of=reply, by=by, at=now, changes=changes)
    return reply


@transaction.atomic
def end_reply(*, reply: SavedReply, by: User, now: datetime) -> SavedReply:
    """Nobody is offered it any more."""
    reply = _to_write(reply, by)
    reply.apply(ended_at=now, edited=True)
    trail.record("issues.savedreply.ended", of=reply, by=by, at=now)
    return reply


@transaction.atomic
def use_reply(
    *,
    issue: Issue,
    reply: SavedReply,
    by: User,
    now: datetime,
    text: str = "",
    files: Any = (),
    override_reason: str = "",
    guidance: Iterable[Said] = (),
) -> Issue | HeldAnswer:
    """Answer by a saved reply (as corrected, or as it is filled), and do what the macro does beside.

    Refused while a gap stands in the text; the release check, permissions and moves are those of the actions called.
    """
    if reply.ended_at is not None or not SavedReply.objects.visible_to(by).filter(pk=reply.pk).exists():
        raise Refused(ENDED)
    text = text.strip() or rules.filled(reply.text, values_of(issue, by))
    if gaps := rules.gaps(text):
        raise Refused(GAPS.format(gaps=", ".join(gaps)))
    spoken: dict[str, Any] = {
        "issue": issue,
        "by": by,
        "now": now,
        "files": files,
        "override_reason": override_reason,
        "guidance": guidance,
    }
    if reply.move == ReplyMove.RESOLVE:
        return resolve_issue(resolution=text, cause=reply.cause, **spoken)
    said = answer_issue(text=text, wait=reply.move == ReplyMove.WAIT, **spoken)
    if reply.move == ReplyMove.HAND_OVER:
        issue = hand_over_issue(issue=issue, by=by, now=now, owner=reply.hand_to)
    return said if isinstance(said, HeldAnswer) else issue


def values_of(issue: Issue, by: User) -> dict[str, str]:
    """The words of one issue for the places of a saved reply; empty where it has none."""
    asker = issue.contact or issue.reporter
    day = issue.operating_day
    return {
        "participant": issue.participant.name,
        "person": asker.name if asker is not None else "",
        "issue": issue.ref,
        "title": issue.title,
        "category": issue.category.name,
        "operating_day": f"{day:%B} {day.day}, {day.year}" if day is not None else "",
        "statement": issue.statement_id,
        "resource": issue.resource.code if issue.resource is not None else "",
        "owner": issue.owner.name if issue.owner is not None else "",
        "me": by.name,
        "my_phone": by.phone,
    }


def _to_write(reply: SavedReply, by: User) -> SavedReply:
    reply = SavedReply.objects.select_related("team").lock(reply.pk)
    permissions.can_write_reply(by, reply.team).enforce()
    if reply.ended_at is not None:
        raise Refused(ENDED)
    return reply


def _sound(title: str, text: str, move: str = "", cause: str = "", hand_to: User | None = None) -> dict[str, Any]:
    """The values as they are stored; `Refused` for unknown places and for a move without what it needs."""
    text, title = sound_text(text), tidy(title)
    if names := rules.unknown(text):
        raise Refused(UNKNOWN.format(name=names[0]))
    if move and move not in ReplyMove.values:
        raise Refused("Choose one of the moves.")
    if move == ReplyMove.RESOLVE and cause not in CauseCode.values:
        raise Refused("Choose what lay behind it: a macro that resolves needs a cause.")
    if move == ReplyMove.HAND_OVER and (hand_to is None or not hand_to.is_active or not hand_to.can("issues.work")):
        raise Refused("Choose an account manager or supervisor to hand over to.")
    values = {
        "title": title,
        "text": text,
        "move": move,
        "cause": cause if move == ReplyMove.RESOLVE else "",
        "hand_to": hand_to if move == ReplyMove.HAND_OVER else None,
    }
    require_shape(SavedReply(title=title, text=text), "title")
    return values
