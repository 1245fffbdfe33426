"""The messages about service targets and critical issues, and who hears them.

A subject names kind and reference only.
"""

from typing import Final

from issues.actions.published_targets import follow_clocks
from issues.clocks import SUBJECT
from issues.target_audiences import AUDIENCES, people_for
from portal.calendars import audiences, followers
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/issues"
KINDS: Final = (
    ("ahead", "Service target ahead", Severity.NORMAL),
    ("reached", "Service target due", Severity.HIGH),
    ("escalated", "Missed service target escalated", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    audiences.register(SUBJECT, people_for, words=AUDIENCES)
    followers.register(SUBJECT, follow_clocks)
    for verb, label, severity in KINDS:
        kinds.register(
            f"issues.target.{verb}",
            label=label,
            severity=severity,
            audience="staff",
            template=f"{FOLDER}/target_{verb}",
        )
    for code, label, template in (
        ("issues.target.critical", "Service target of a critical issue", "target_critical"),
        ("issues.issue.critical", "Critical issue", "issue_critical"),
    ):
        kinds.register(
            code,
            label=label,
            severity=Severity.CRITICAL,
            audience="staff",
            template=f"{FOLDER}/{template}",
            optional=False,
        )
