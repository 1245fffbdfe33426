"""More time, for a plan: asked for by the participant, decided by the reviewers."""

from datetime import date, datetime
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.obligations import rows
from participants.actions.obligations.filing import registration_id_of
from participants.actions.shape import require_reason, require_shape
from participants.choices import Decision
from participants.models import ExtensionRequest, Obligation
from participants.obligation_audiences import ACCOUNT_MANAGER, FILERS
from participants.rules.obligation_periods import longest_until
from portal.documents import storing
from portal.documents.choices import Place
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

ASKED_ALREADY: Final = "More time has been asked for already; wait for the answer."
NOT_ASKED: Final = "Nobody has asked for more time."
NO_PLAN: Final = "Give the plan: what will be done, and by when."
NOT_OWED: Final = "Nothing is to be handed in any more: there is nothing to extend."
NEVER: Final = "No extension is possible for this obligation."


@transaction.atomic
def ask_extension(
    *,
    obligation: Obligation,
    by: User,
    now: datetime,
    until: date,
    plan: str,
    plan_upload: UploadedFile | None = None,
) -> ExtensionRequest:
    """Ask for more time with the plan for it, within the length the catalog allows. The clock runs on meanwhile."""
    plan = plan.strip()
    obligation = rows.locked(obligation)
    permissions.can_file(by, obligation).enforce()
    if not obligation.is_owed:
        raise Refused(NOT_OWED)
    _require_within(obligation, until, market_day(now))
    if not plan:
        raise Refused(NO_PLAN)
    if ExtensionRequest.objects.filter(obligation=obligation, decision="").exists():
        raise Refused(ASKED_ALREADY)
    of = {"participant_id": obligation.participant_id}
    asked = ExtensionRequest(
        obligation=obligation, due_before=obligation.due_on, until=until, plan=plan, asked_at=now, asked_by=by, **of
    )
    require_shape(asked, "plan")
    if plan_upload is not None:
        registration_id = registration_id_of(obligation)
        asked.plan_document = storing.store(
            upload=plan_upload, by=by, now=now, place=Place.FILING, registration_id=registration_id, **of
        )
    with refusing({"extension_one_open": ASKED_ALREADY}):
        asked.save(force_insert=True)
    rows.record("extension_asked", obligation, by=by, now=now, changes={"until": ["", str(until)]})
    rows.tell("extension_asked", obligation, by=by, now=now, audience=ACCOUNT_MANAGER)
    return asked


@transaction.atomic
def grant_extension(*, obligation: Obligation, by: User, now: datetime, reason: str) -> Obligation:
    """The new day holds, and the clock runs until then; that it was late before stays a fact."""
    obligation, asked, reason = _begin(obligation, by, reason)
    if not obligation.is_owed:
        raise Refused(NOT_OWED)
    if asked.until <= max(market_day(now), obligation.due_on):
        raise Refused("The day that was asked for brings no more time by now; decline the request.")
    asked.apply(decision=Decision.GRANTED, reason=reason, decided_at=now, decided_by_id=by.pk)
    changes = obligation.apply(due_on=asked.until)
    rows.run_until(obligation, asked.until, by=by, now=now, reason=f"Extended: {reason}")
    rows.record("extended", obligation, by=by, now=now, changes=changes, reason=reason)
    rows.tell("extension_granted", obligation, by=by, now=now, audience=FILERS)
    return obligation


@transaction.atomic
def decline_extension(*, obligation: Obligation, by: User, now: datetime, reason: str) -> Obligation:
    """The day stays."""
    obligation, asked, reason = _begin(obligation, by, reason)
    asked.apply(decision=Decision.DECLINED, reason=reason, decided_at=now, decided_by_id=by.pk)
    told = {"until": [str(asked.until), ""]}
    rows.record("extension_declined", obligation, by=by, now=now, changes=told, reason=reason)
    rows.tell("extension_declined", obligation, by=by, now=now, audience=FILERS)
    return obligation


def _begin(obligation: Obligation, by: User, reason: str) -> tuple[Obligation, ExtensionRequest, str]:
    reason = require_reason(reason)
    obligation = rows.locked(obligation)
    permissions.can_review_filing(by, obligation).enforce()
    asked = ExtensionRequest.objects.filter(obligation=obligation, decision="").first()
    if asked is None:
        raise Refused(NOT_ASKED)
    if asked.asked_by_id == by.pk:
        raise Refused(rows.SAME_PERSON)
    require_shape(ExtensionRequest(reason=reason), "reason")
    return obligation, asked, reason


def _require_within(obligation: Obligation, until: date, today: date) -> None:
    months = obligation.type.extension_months
    if months is None:
        raise Refused(NEVER)
    if until <= max(obligation.due_on, today):
        raise Refused("An extension ends after the day that holds now, and not in the past.")
    if until > (latest := longest_until(obligation.by_rule, months)):
        raise Refused(f"The longest extension is {months} months, until {latest}.")
