"""Writing what is said: the part that every action which speaks is made of."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from accounts.models import User
from issues.choices import Channel, Side
from issues.models import Comment, CommentFile, Issue
from participants.actions.contacting import forget_contact, note_contact
from participants.choices import ContactChannel
from participants.models import Contact
from portal.documents.models import Document
from portal.documents.storing import store
from portal.lifecycle.refusals import Refused
from portal.web.markdown import to_html

# How a text becomes HTML that can do no harm: Markdown, unless it came as something else.
Draw = Callable[[str], str]
# By which way the two sides were in touch; whatever is not named was said in the portal.
CHANNELS: Final = {Channel.MAIL: ContactChannel.MAIL, Channel.PHONE: ContactChannel.CALL}
SILENT: Final = "Write something first."
TOO_LONG: Final = "This text is too long: {most} characters at most."
NUL: Final = "\x00"
MOST: Final = 50_000


def sound_text(text: str) -> str:
    """The text as it is stored; `Refused` when it is empty, too long or cannot be stored."""
    text = text.strip()
    if not text:
        raise Refused(SILENT)
    if len(text) > MOST:
        raise Refused(TOO_LONG.format(most=f"{MOST:,}"))
    if NUL in text:
        raise Refused("This text holds characters that cannot be stored.")
    return text


def say(
    issue: Issue,
    text: str,
    *,
    side: str,
    by: User | None,
    now: datetime,
    contact: Contact | None = None,
    author: User | None = None,
    author_name: str = "",
    channel: str = Channel.PORTAL,
    files: Iterable[Any] = (),
    automatic: bool = False,
    draw: Draw = to_html,
) -> Comment:
    """Write a comment with its files and when was last spoken; call it while holding the issue's lock, as the operator.

    Where the staff write down what the participant said, `contact` (or `author`) is who said it and `by` who wrote it
    down.
    """
    comment = comment_of(
        issue,
        text,
        side=side,
        by=by,
        now=now,
        contact=contact,
        author=author,
        author_name=author_name,
        channel=channel,
        automatic=automatic,
        draw=draw,
    )
    comment.save(force_insert=True)
    attach(comment, issue, files, by=by, now=now)
    if not automatic:
        _spoken(issue, side, now)
        in_touch(issue, comment)
    return comment


def comment_of(
    issue: Issue,
    text: str,
    *,
    side: str,
    by: User | None,
    now: datetime,
    contact: Contact | None = None,
    author: User | None = None,
    author_name: str = "",
    channel: str = Channel.PORTAL,
    automatic: bool = False,
    draw: Draw = to_html,
) -> Comment:
    """What `say` writes, not written yet."""
    text = sound_text(text)
    own = by if by is not None and (by.is_staff == (side == Side.OPERATOR)) else getattr(contact, "user", None)
    spoke = author or own
    name = author_name or (contact.name if contact is not None else "") or (spoke.name if spoke else "")
    return Comment(
        issue=issue,
        participant_id=issue.participant_id,
        side=side,
        author=spoke,
        author_name=name or issue.participant.name[:120],
        entered_by=by,
        channel=channel,
        text=text,
        html=draw(text),
        automatic=automatic,
        at=now,
    )


def attach(comment: Comment, issue: Issue, files: Iterable[Any], *, by: User | None, now: datetime) -> None:
    """Store the files that come with a comment."""
    for upload in files:
        document = store(
            upload=upload,
            participant_id=issue.participant_id,
            registration_id=issue.registration_id,
            by=by,
            now=now,
        )
        CommentFile(comment=comment, participant_id=issue.participant_id, document=document).save(force_insert=True)


def in_touch(issue: Issue, comment: Comment) -> None:
    """By the comment the two sides were in touch."""
    note_contact(
        participant_id=issue.participant_id,
        channel=CHANNELS.get(comment.channel, ContactChannel.PORTAL),
        by=comment.author,
        at=comment.at,
        who=comment.author_name,
        about=issue.ref,
        side=comment.side,
    )


def not_in_touch(issue: Issue, comment: Comment) -> None:
    """The comment was taken back before it left: by it the two sides were not in touch."""
    forget_contact(participant_id=issue.participant_id, about=issue.ref, at=comment.at)


def hand_out(comment: Comment, issue: Issue, documents: Iterable[Document]) -> None:
    """Files that the staff kept so far go with the comment: the participant reads them from now on."""
    kept = [document.pk for document in documents]
    if not kept:
        return
    Document.objects.filter(pk__in=kept).update(
        inner=False, participant_id=issue.participant_id, registration_id=issue.registration_id
    )
    CommentFile.objects.bulk_create(
        [CommentFile(comment=comment, participant_id=issue.participant_id, document_id=pk) for pk in kept]
    )


def _spoken(issue: Issue, side: str, now: datetime) -> None:
    """Who spoke last, and since when the participant waits for an answer."""
    changes: dict[str, Any] = {"last_spoken_at": now}
    if side == Side.OPERATOR:
        changes["awaiting_since"] = None
        if issue.first_answered_at is None:
            changes["first_answered_at"] = now
    elif issue.awaiting_since is None:
        changes["awaiting_since"] = now
    issue.apply(**changes)
