"""One issue that became two matters: what somebody wrote becomes an issue of its own, and both sides say so."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.details import FACTS, sound
from issues.actions.linking import write_link
from issues.actions.opening import OUT_OF_USE, begin_issue, tell_opened
from issues.actions.protecting import carry_fields, carry_over
from issues.actions.releasing import require_silence
from issues.actions.rows import lock_issue
from issues.actions.speaking import say
from issues.choices import LinkKind, Proof, Side
from issues.models import Category, Comment, Issue, Verification
from issues.permissions.following import may_follow
from participants.actions.locks import lock_participant
from participants.models import Contact
from portal.audit import trail
from portal.documents.marking import Marking
from portal.documents.reading import bytes_of
from portal.documents.storing import store_bytes
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NOT_ITS_OWN: Final = "That was not written in this issue."
OUR_OWN: Final = "Split from what the participant wrote; an own answer stays where it is."
UNKNOWN_FACT: Final = "An issue has no such fact: {names}."
SPLIT_OFF: Final = "Part of this goes on in {ref}."
CAME_FROM: Final = "This was split from {ref}."


@transaction.atomic
def split_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    comment: Comment,
    title: str,
    category: Category | None = None,
    facts: Iterable[str] = FACTS,
) -> Issue:
    """A new issue from a comment of the participant, with the chosen `facts` of this one.

    Whoever wrote the comment is its reporter. The text and its files are copied; nothing is taken away here.
    """
    participant = lock_participant(issue.participant_id)
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    if comment.issue_id != issue.pk:
        raise Refused(NOT_ITS_OWN)
    if comment.side != Side.PARTICIPANT:
        raise Refused(OUR_OWN)
    category = category or issue.category
    if category.effective_to is not None and category.effective_to < market_day(now):
        raise Refused(OUT_OF_USE)
    values = sound(participant, category, _chosen(issue, category, facts), title)
    require_silence(issue, values["title"], but=f"{issue.title} {comment.text}")
    author = comment.author
    new, first, _watchers = begin_issue(
        participant=participant,
        category=category,
        values=values,
        text=comment.text,
        by=by,
        now=now,
        channel=comment.channel,
        reporter=author if author is not None and not author.is_staff else None,
        contact=_contact(issue, comment),
        author_name=comment.author_name,
        owner=issue.owner,
    )
    _require_reporter(new, now)
    _copy_files(comment, first, new, by, now)
    carry_over(comment, first)
    carry_fields(issue, new)
    _verified_alike(issue, new, by, now)
    write_link(new, issue, LinkKind.SPLIT_FROM, by=by, now=now)
    say(issue, SPLIT_OFF.format(ref=new.ref), side=Side.OPERATOR, by=by, now=now, automatic=True)
    say(new, CAME_FROM.format(ref=issue.ref), side=Side.OPERATOR, by=by, now=now, automatic=True)
    trail.record("issues.issue.split", of=issue, by=by, at=now, changes={"split off": ["", new.ref]})
    tell_opened(new, first, by=by, now=now, split_from=["", issue.ref])
    return new


def _chosen(issue: Issue, category: Category, facts: Iterable[str]) -> dict[str, object]:
    """The facts that go along; a subcategory is one of its category's."""
    names = set(facts)
    if unknown := names - set(FACTS):
        raise Refused(UNKNOWN_FACT.format(names=", ".join(sorted(unknown))))
    if category.pk != issue.category_id:
        names.discard("subcategory")
    return {name: getattr(issue, name) for name in FACTS if name in names}


def _contact(issue: Issue, comment: Comment) -> Contact | None:
    """The person at the participant who said it, where that is known: by the account, else by the name."""
    people = Contact.objects.filter(participant=issue.participant_id)
    if comment.author_id is not None:
        return people.filter(user=comment.author_id).order_by("-active", "id").first()
    if issue.contact is not None and issue.contact.name == comment.author_name:
        return issue.contact
    return people.filter(name=comment.author_name, user=None, active=True).order_by("id").first()


def _require_reporter(new: Issue, now: datetime) -> None:
    """Whoever left the company reads nothing new, and so raised nothing new either."""
    if new.reporter is not None and not may_follow(new.reporter, new, now):
        new.watchers.filter(user=new.reporter).update(left_at=now)
        new.apply(reporter=None)


def _copy_files(comment: Comment, first: Comment, new: Issue, by: User, now: datetime) -> None:
    for row in comment.files.select_related("document"):
        kept = row.document
        document = store_bytes(
            name=kept.name,
            content=bytes_of(kept),
            participant_id=new.participant_id,
            registration_id=new.registration_id,
            by=by,
            now=now,
            said=Marking(kept.protection, kept.basis_day, kept.marked_because),
        )
        first.files.create(participant_id=new.participant_id, document=document)


def _verified_alike(issue: Issue, new: Issue, by: User, now: datetime) -> None:
    """The asker is the same, and so is how that was known."""
    known = Verification.objects.filter(issue=issue).first()
    Verification.objects.create(
        issue=new,
        participant_id=new.participant_id,
        proof=known.proof if known is not None else Proof.NONE,
        detail=known.detail if known is not None else "",
        may_be_told=known.may_be_told if known is not None else "",
        by=by,
        at=now,
    )
