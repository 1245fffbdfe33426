"""The survey after an issue: planned when it is resolved, sent half an hour later, answered once, or taken back."""

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from accounts.rules import secrets
from issues import permissions
from issues.choices import IssueState
from issues.models import Issue, Survey
from issues.permissions.following import may_be_told, may_follow
from issues.rules.closing import SURVEY_AFTER, SURVEY_OPEN
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.scoping import wall

ASKED: Final = "issues.survey.asked"
BY_LINK: Final = "issues.survey.by_link"
POOR: Final = "issues.survey.poor"
OVER: Final = "This question is no longer open."
NO_SCORE: Final = "Choose how satisfied you are."
SUBJECT: Final = "How did we do?"
MAIL_WORTH: Final = timedelta(days=2)
BATCH: Final = 200
POOR_UNTIL: Final = 2

logger = logging.getLogger(__name__)


def plan_survey(issue: Issue, *, now: datetime) -> Survey | None:
    """Whoever asked will be asked; call it holding the issue's lock. Nobody is where nobody can be reached."""
    person = issue.reporter or (issue.contact.user if issue.contact is not None else None)
    contact = issue.contact if person is None else None
    if person is None and (contact is None or not contact.email):
        return None
    survey = Survey(
        issue=issue,
        participant_id=issue.participant_id,
        person=person,
        contact=contact,
        owner=issue.owner,
        due_at=now + SURVEY_AFTER,
    )
    survey.save(force_insert=True)
    return survey


def cancel_surveys(issue: Issue, *, now: datetime) -> None:
    """The issue is not over after all: what waits is not sent, and what was sent and not answered dies."""
    open_ones = Survey.objects.filter(issue=issue, canceled_at=None, answered_at=None)
    open_ones.update(canceled_at=now, digest="")


def send_due_surveys(*, now: datetime) -> int:
    """Sweep: ask those whose half hour is over; returns how many were asked. Each by itself."""
    sent = 0
    for pk in list(Survey.objects.to_send(now).order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH]):
        try:
            sent += _send(pk, now)
        except Exception:
            logger.exception("The survey %s could not be sent; it is tried again in half an hour.", pk)
            Survey.objects.waiting().filter(pk=pk).update(due_at=now + SURVEY_AFTER)
    return sent


@transaction.atomic
def answer_survey(*, survey: Survey, by: User | None, now: datetime, score: int | None, comment: str = "") -> Survey:
    """What the person thinks, once: signed in as the one asked, or (with nobody) by the link of the mail."""
    if by is not None and survey.person_id != by.pk:
        permissions.NO_SUCH_ISSUE.enforce()
    with wall.as_operator("write the answer of the person who was asked"):
        survey = Survey.objects.select_related("issue", "owner").lock(survey.pk)
        if not Survey.objects.open_at(now).filter(pk=survey.pk).exists():
            raise Refused(OVER)
        if score not in range(1, 6):
            raise Refused(NO_SCORE)
        comment = " ".join(comment.split())
        require_shape(Survey(comment=comment), "comment")
        survey.apply(answered_at=now, score=score, comment=comment, digest="")
        trail.record("issues.survey.answered", of=survey, by=by, at=now, changes={"score": ["", str(score)]})
        if score <= POOR_UNTIL and survey.owner is not None and survey.owner.is_active:
            posting.post(POOR, to=[survey.owner], about=survey, dedupe=f"{POOR}:{survey.ref}", now=now)
    return survey


def behind(secret: str, now: datetime) -> Survey | None:
    """The open survey to which a link leads; None for a link that is used up, taken back or made up."""
    if not secret or len(secret) > 100:
        return None
    with wall.as_operator("find the survey behind the link of a mail"):
        return Survey.objects.open_at(now).filter(digest=secrets.digest(secret)).first()


@transaction.atomic
def _send(pk: int, now: datetime) -> int:
    """Claim, look again, then ask; one that another worker has is left to it."""
    rows = Survey.objects.to_send(now).select_for_update(skip_locked=True, of=("self",))
    survey = rows.select_related("issue", "person", "contact__user").filter(pk=pk).first()
    if survey is None:
        return 0
    if not _still_fits(survey, now):
        survey.apply(canceled_at=now)
        return 0
    asked = {"sent_at": now, "expires_at": now + SURVEY_OPEN}
    if survey.person is not None:
        survey.apply(**asked)
        posting.post(ASKED, to=[survey.person], about=survey, dedupe=f"{ASKED}:{survey.ref}", now=now)
        return 1
    secret = secrets.new_secret()
    survey.apply(**asked, digest=secrets.digest(secret))
    _mail(survey.contact.email, secret, now)
    return 1


def _still_fits(survey: Survey, now: datetime) -> bool:
    """The issue is over still, and the person may be told of it."""
    if survey.issue.state not in (IssueState.RESOLVED, IssueState.CLOSED):
        return False
    if survey.person is not None:
        return bool(may_follow(survey.person, survey.issue, now))
    return bool(survey.contact.email) and bool(may_be_told(survey.contact, survey.issue, now))


def _mail(address: str, secret: str, now: datetime) -> None:
    """Neither subject nor text says what it was about: the link may be forwarded."""
    link = settings.SITE_URL.rstrip("/") + reverse("issues:survey-answer", args=[secret])
    context: dict[str, Any] = {"link": link, "product": settings.MFA_TOTP_ISSUER}
    body = render_to_string("issues/mail/survey.txt", context)
    message = EmailMessage(SUBJECT, body, settings.DEFAULT_FROM_EMAIL, [address])
    posting.post_sealed(message, kind=BY_LINK, now=now, expires_at=now + MAIL_WORTH)
