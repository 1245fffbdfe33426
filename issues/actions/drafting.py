"""What somebody is writing: kept while it is typed, handed over to a colleague, gone once it was sent."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.speaking import MOST, NUL, TOO_LONG
from issues.choices import DraftKind, MyDraftKind
from issues.models import Draft, Issue, MyDraft
from issues.permissions.following import can_view_issue
from participants.models import Participant
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NO_KIND: Final = "There is no such draft."
HAS_OWN: Final = "{name} has a draft of the same kind here; it would be lost."
OWN: Final = "It is your own draft already."
UNABLE: Final = "{name} does not work on this issue."
MORE_LENGTH: Final = 10_000


@transaction.atomic
def keep_draft(*, issue: Issue, by: User, now: datetime, kind: str, text: str) -> Draft | None:
    """What somebody of the staff has typed so far, which no trail tells; nothing typed is no draft."""
    permissions.can_write_issues(by).enforce()
    can_view_issue(by, issue).enforce()
    if kind not in DraftKind.values or kind == DraftKind.TAKEN_DOWN:
        raise Refused(NO_KIND)
    text = _kept(text)
    own = {"issue": issue, "person": by, "kind": kind}
    if not text.strip():
        Draft.objects.filter(**own).delete()
        return None
    values = {"text": text, "saved_at": now}
    draft, _made = Draft.objects.update_or_create(
        **own, defaults=values, create_defaults=values | {"participant_id": issue.participant_id}
    )
    return draft


@transaction.atomic
def keep_taken_down(
    *, participant: Participant, by: User, now: datetime, text: str, more: dict[str, str] | None = None
) -> Draft | None:
    """What somebody of the staff takes down for a participant, before it is an issue."""
    permissions.can_open_issue(by, participant).enforce()
    text, more = _kept(text), _kept_fields(more or {})
    own = {"issue": None, "participant": participant, "person": by, "kind": DraftKind.TAKEN_DOWN}
    if not text.strip() and not any(more.values()):
        Draft.objects.filter(**own).delete()
        return None
    draft, _made = Draft.objects.update_or_create(**own, defaults={"text": text, "more": more, "saved_at": now})
    return draft


@transaction.atomic
def keep_my_draft(
    *,
    by: User,
    now: datetime,
    kind: str,
    text: str,
    issue: Issue | None = None,
    more: dict[str, str] | None = None,
) -> MyDraft | None:
    """The same for a participant's user, behind the wall: a reply to an issue, or (without one) a new issue."""
    if issue is not None:
        permissions.can_reply(by, issue).enforce()
    if kind not in MyDraftKind.values or (kind == MyDraftKind.ASK) != (issue is None):
        raise Refused(NO_KIND)
    text, more = _kept(text), _kept_fields(more or {})
    own = {"issue": issue, "person_id": by.pk, "participant_id": by.acting_for.participant_id, "kind": kind}
    if not text.strip() and not any(more.values()):
        MyDraft.objects.filter(**own).delete()
        return None
    values = {"text": text, "more": more, "saved_at": now}
    draft, made = MyDraft.objects.get_or_create(**own, defaults=values)
    if not made:
        # The wall lets one change these columns of a draft and no others.
        MyDraft.objects.filter(pk=draft.pk).update(**values)
    return draft


@transaction.atomic
def hand_over_draft(*, draft: Draft, by: User, now: datetime, to: User) -> Draft:
    """A colleague goes on writing: the draft becomes that person's own, and says who began it."""
    draft = Draft.objects.select_related("issue__participant").lock(draft.pk)
    if draft.person_id != by.pk or draft.issue is None:
        permissions.NO_SUCH_ISSUE.enforce()
    if to.pk == by.pk:
        raise Refused(OWN)
    if not to.is_active or not permissions.can_work_on_issue(to, draft.issue):
        raise Refused(UNABLE.format(name=to.name))
    if Draft.objects.filter(issue=draft.issue_id, person=to, kind=draft.kind).exists():
        raise Refused(HAS_OWN.format(name=to.name))
    draft.apply(person=to, handed_by=by)
    changes = {draft.get_kind_display(): [by.name, to.name]}
    trail.record("issues.issue.draft_handed_over", of=draft.issue, by=by, at=now, changes=changes)
    return draft


@transaction.atomic
def drop_draft(*, draft: Draft | MyDraft, by: User, now: datetime) -> None:
    """Somebody does not want to send the own draft after all."""
    if draft.person_id != by.pk:
        permissions.NO_SUCH_ISSUE.enforce()
    type(draft).objects.filter(pk=draft.pk, person=by.pk).delete()


def forget(issue: Issue, by: Any, *kinds: str) -> None:
    """What was sent is no draft any more; part of what happens when somebody speaks."""
    Draft.objects.filter(issue=issue, person=by, kind__in=kinds).delete()


def forget_taken_down(by: Any, participant_id: int) -> None:
    own = {"person": by, "participant": participant_id, "kind": DraftKind.TAKEN_DOWN}
    Draft.objects.filter(issue=None, **own).delete()


def forget_mine(issue: Issue | None, by: Any, participant_id: int, *kinds: str) -> None:
    MyDraft.objects.filter(issue=issue, person=by, participant=participant_id, kind__in=kinds).delete()


def _kept(text: str) -> str:
    if len(text) > MOST:
        raise Refused(TOO_LONG.format(most=f"{MOST:,}"))
    return text.replace(NUL, "")


def _kept_fields(more: dict[str, str]) -> dict[str, str]:
    """The other fields as typed; what is no short text is not kept."""
    fields = {str(name)[:60]: str(value).replace(NUL, "") for name, value in more.items()}
    if sum(map(len, fields.values())) > MORE_LENGTH or len(fields) > 40:
        raise Refused(TOO_LONG.format(most=f"{MORE_LENGTH:,}"))
    return fields
