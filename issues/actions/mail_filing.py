"""A mail whose sender is proven speaks for itself: as a reply, as a new issue, as an automatic answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import transaction

from issues.actions.conversation import heard, reply_to_issue, require_going_on
from issues.actions.opening import open_issue
from issues.actions.rows import lock_issue
from issues.actions.speaking import say
from issues.choices import Channel, Proof, Side
from issues.mail_senders import Sender, vouched_for
from issues.mail_texts import Told, title_of, told
from issues.models import Category, Comment, Issue
from issues.rules.mail_parsing import ParsedMail
from issues.rules.mail_quotes import mail_html
from participants.access import acting_as
from participants.models import Participant
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

Done = TypeVar("Done")
NO_CATEGORY: Final = "PORTAL_MAIL_CATEGORY names no category that is in use."
UNSEEN: Final = "Only the company itself put this address on file: make sure who wrote."
SPOKE_BY_MAIL: Final = {"channel": Channel.MAIL, "draw": mail_html}


@transaction.atomic
def reply_by_mail(*, issue: Issue, mail: ParsedMail, sender: Sender, now: datetime) -> Comment:
    """The sender speaks in the issue, as on its page; a contact without an account by that name."""
    return with_or_without_files(mail, lambda said: _reply(issue, sender, said, now))


@transaction.atomic
def open_by_mail(*, participant: Participant, mail: ParsedMail, sender: Sender, now: datetime) -> Issue:
    """A new issue of the sender's company, in the category that the installation chose for mail."""
    if not sender.acts_for(participant.pk) and not vouched_for(sender.contact_at(participant.pk)):
        raise Refused(UNSEEN)
    return with_or_without_files(mail, lambda said: _open(participant, mail, sender, said, now))


@transaction.atomic
def file_automatic(*, issue: Issue, mail: ParsedMail, sender: Sender, now: datetime) -> Comment:
    """A machine answered for the sender (an absence note, say): it is kept, and moves neither turn nor clock."""
    issue = lock_issue(issue)
    contact = None if sender.acts_for(issue.participant_id) else sender.contact_at(issue.participant_id)
    user = sender.user if contact is None else None
    text = told(mail, without_files="Files of automatic answers are not stored.").text
    comment = say(
        issue, text, side=Side.PARTICIPANT, by=user, now=now, contact=contact, automatic=True, **SPOKE_BY_MAIL
    )
    trail.record("issues.mail.automatic", of=issue, by=None, at=now)
    return comment


def _reply(issue: Issue, sender: Sender, said: Told, now: datetime) -> Comment:
    given: dict[str, Any] = {"text": said.text, "files": said.files, "now": now, **SPOKE_BY_MAIL}
    if sender.acts_for(issue.participant_id):
        with acting_as(sender.user, issue.participant_id, now=now):
            return reply_to_issue(issue=issue, by=sender.user, **given)
    contact = sender.contact_at(issue.participant_id)
    issue = lock_issue(issue)
    require_going_on(issue)
    comment = say(issue, side=Side.PARTICIPANT, by=None, contact=contact, **given)
    trail.record("issues.issue.replied", of=issue, by=None, at=now)
    heard(issue, comment, by=None, now=now)
    return comment


def _open(participant: Participant, mail: ParsedMail, sender: Sender, said: Told, now: datetime) -> Issue:
    given: dict[str, Any] = {
        "participant": participant,
        "category": mail_category(now),
        "title": title_of(mail),
        "text": said.text,
        "files": said.files,
        "proof": Proof.KNOWN_MAIL,
        "proof_detail": f"Mail from {mail.sender}, DMARC passed",
        "now": now,
        **SPOKE_BY_MAIL,
    }
    if sender.acts_for(participant.pk):
        with acting_as(sender.user, participant.pk, now=now):
            return open_issue(by=sender.user, **given)
    return open_issue(by=None, contact=sender.contact_at(participant.pk), **given)


def mail_category(now: datetime) -> Category:
    category = Category.objects.filter(code=settings.MAIL_CATEGORY).first()
    if category is None or (category.effective_to is not None and category.effective_to < market_day(now)):
        raise Refused(NO_CATEGORY)
    return category


def with_or_without_files(mail: ParsedMail, act: Callable[[Told], Done]) -> Done:
    """A file that is refused when it is stored (a virus, say) keeps no word back: it is named as not stored."""
    said = told(mail)
    if not said.files:
        return act(said)
    try:
        with transaction.atomic():
            return act(said)
    except Refused as refusal:
        return act(told(mail, without_files=refusal.reason))
