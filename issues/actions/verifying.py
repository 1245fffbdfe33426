"""How the operator knew who was asking: corrected where it became known better."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.rows import lock_issue
from issues.choices import Proof
from issues.models import Issue, Verification
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NO_PROOF: Final = "Choose how you knew who was asking."
NO_DETAIL: Final = "Say which number was called back, or how the address is known."


@transaction.atomic
def verify_issue(
    *, issue: Issue, by: User, now: datetime, proof: str, detail: str = "", may_be_told: str = ""
) -> Verification:
    """Write how the asker was verified, and what may be told to whom. What was written before stays in the trail."""
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    if proof not in Proof.values:
        raise Refused(NO_PROOF)
    values = {"proof": proof, "detail": detail.strip(), "may_be_told": may_be_told.strip()}
    if proof == Proof.CALLED_BACK and not values["detail"]:
        raise Refused(NO_DETAIL)
    require_shape(Verification(**values), *values)
    row = Verification.objects.select_for_update(of=("self",)).filter(issue=issue).first()
    if row is None:
        row = Verification(issue=issue, participant_id=issue.participant_id, by=by, at=now, **values)
        row.save(force_insert=True)
        changes = {name: ["", value] for name, value in values.items() if value}
    elif changes := row.apply(**values):
        row.apply(by=by, at=now)
    if changes:
        trail.record("issues.issue.verified", of=issue, by=by, at=now, changes=changes)
    return row
