"""News of disputes, ADR proceedings and MarkeTrak reports, written by the actions in their own transaction.

A subject line is the kind and a reference, never a name, an amount or a text.
"""

from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import User
from issues.dispute_audiences import AUDIENCES, askers, for_cases, for_windows, owners
from issues.models import AdrCase, Dispute, DisputeWindow, MarkeTrakImport
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import MailChoice, Severity

NORMAL, HIGH = Severity.NORMAL, Severity.HIGH
DISPUTES: Final = (
    ("written", "Dispute written, not filed", NORMAL),
    ("filed", "Dispute filed", NORMAL),
    ("opened", "Dispute open", NORMAL),
    ("planned", "Dates of a dispute changed", NORMAL),
    ("closed", "Dispute closed", HIGH),
    ("refused", "Dispute rejected", HIGH),
    ("withdrawn", "Dispute withdrawn", NORMAL),
    ("resolution_rejected", "Resolution rejected", HIGH),
)
WINDOWS: Final = (
    ("ahead", "Dispute window closes soon", HIGH),
    ("last_day", "Last day of a dispute window", HIGH),
    ("closed", "Dispute window closed", HIGH),
    ("moved", "Dispute window ends on another day", HIGH),
)
CASES: Final = (
    ("opened", "Handed over to ADR", HIGH),
    ("requested", "ADR requested", NORMAL),
    ("ended", "ADR ended", HIGH),
    ("ahead", "Limit of the ADR request near", HIGH),
    ("late", "Limit of the ADR request passed", HIGH),
)
# Seen on the pages; a mail for each would be too many.
QUIET: Final = frozenset({"planned"})


def register() -> None:
    """Called when the app is ready."""
    subjects.register("issues.dispute", _disputes)
    subjects.register("issues.disputewindow", _windows)
    subjects.register("issues.adrcase", _cases)
    subjects.register("issues.marketrakimport", _reports)
    audiences.register("issues.disputewindow", for_windows, words=AUDIENCES)
    audiences.register("issues.adrcase", for_cases, words=AUDIENCES)
    for noun, told in (("dispute", DISPUTES), ("disputewindow", WINDOWS), ("adrcase", CASES)):
        for verb, label, severity in told:
            kinds.register(
                f"issues.{noun}.{verb}",
                label=label,
                severity=severity,
                audience="both",
                template=f"outbox/issues/{noun}",
                default_mail=MailChoice.OFF if verb in QUIET else MailChoice.NOW,
            )
    kinds.register(
        "issues.marketrakimport.brought",
        label="MarkeTrak report taken over",
        audience="staff",
        template="outbox/issues/marketrakimport",
    )


def tell_dispute(verb: str, dispute: Dispute, *, by: User, now: datetime) -> None:
    """Both sides of the issue, without whoever did it."""
    _tell(f"issues.dispute.{verb}", dispute, dispute.issue_id, by=by, now=now)


def tell_case(verb: str, case: AdrCase, *, by: User, now: datetime) -> None:
    _tell(f"issues.adrcase.{verb}", case, case.dispute.issue_id, by=by, now=now)


def tell_report(report: MarkeTrakImport, *, by: User, now: datetime) -> None:
    """Whoever works on the issue hears what the participant brought."""
    people = [one for one in owners([report.issue_id])[report.issue_id] if one.pk != by.pk]
    kind = "issues.marketrakimport.brought"
    posting.post(kind, to=people, about=report, dedupe=f"{kind}:{report.ref}", now=now)


def _tell(kind: str, row: Any, issue: int, *, by: User, now: datetime) -> None:
    people = dict.fromkeys([*owners([issue])[issue], *askers([issue]).get(issue, [])])
    to = [one for one in people if one.pk != by.pk]
    posting.post(kind, to=to, about=row, dedupe=f"{kind}:{row.ref}:{now.isoformat()}", now=now)


def _disputes(user: Any) -> QuerySet[Dispute]:
    return Dispute.objects.visible_to(user).select_related("participant", "issue")


def _windows(user: Any) -> QuerySet[DisputeWindow]:
    return DisputeWindow.objects.visible_to(user).select_related("participant", "issue")


def _cases(user: Any) -> QuerySet[AdrCase]:
    return AdrCase.objects.visible_to(user).select_related("participant", "dispute")


def _reports(user: Any) -> QuerySet[MarkeTrakImport]:
    return MarkeTrakImport.objects.visible_to(user).select_related("participant", "issue")
