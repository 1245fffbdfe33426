"""The release check inside the actions that speak to a participant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User
from issues.models import Comment, Issue, ReleaseOverride
from issues.release_check import Finding, Withheld, look
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.refusals import Refused


def require_release(issue: Issue, text: str, files: Iterable[Any] = (), *, reason: str = "") -> list[Finding]:
    """Refuse (`Withheld`) what names another company, unless a reason is given; returns what it goes out with."""
    findings = look(issue, text, files)
    if findings and not reason.strip():
        raise Withheld(findings)
    return findings


def require_silence(issue: Issue, text: str, *, but: str = "") -> None:
    """Refuse short words to the participant (a reason, say) that name another company: there is no way around, except
    for what the participant reads already (`but`)."""
    there = but.casefold()
    if findings := [finding for finding in look(issue, text) if finding.words.casefold() not in there]:
        raise Refused(f"The participant reads this, and it tells of another company: {findings[0].label}. Take it out.")


def record_override(
    issue: Issue, comment: Comment, findings: list[Finding], *, by: User, now: datetime, reason: str
) -> None:
    """What left all the same stands in the log of supervisors; nothing where nothing was found."""
    if not findings:
        return
    reason = require_reason(reason)
    ReleaseOverride(
        issue=issue,
        participant_id=issue.participant_id,
        comment=comment,
        by=by,
        at=now,
        reason=reason,
        findings=[
            {
                "kind": finding.kind,
                "words": finding.words,
                "where": finding.where,
                "participant": finding.participant,
            }
            for finding in findings
        ],
    ).save(force_insert=True)
    trail.record("issues.issue.released", of=issue, by=by, at=now, reason=reason)
