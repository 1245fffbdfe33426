"""What tests of training needs share: returned evidence, and who heard of what."""

from datetime import datetime, timedelta
from typing import Any

from participants.tests.checklist_factories import ChecklistItemFactory, ItemRoundFactory, RequirementFactory
from portal.outbox.models import Notification
from training.actions.need_outlines import approve_outline, send_for_review, write_outline
from training.actions.needs import accept_need
from training.models import TrainingNeed

DAY = timedelta(days=1)


def returned(owner: Any, at: datetime, *, code: str = "TST-90", times: int = 1) -> None:
    """Rounds of evidence of one participant that a department sent back, each for an item of its own checklist."""
    for _ in range(times):
        item = ChecklistItemFactory(
            checklist__registration__participant=owner, requirement=RequirementFactory(code=code), state="returned"
        )
        ItemRoundFactory(item=item, outcome="returned", reviewed_at=at, comment="Send the signed one.")


def told(kind: str) -> list[str]:
    """Who heard of a kind of news, by address."""
    rows = Notification.objects.filter(kind=f"training.trainingneed.{kind}")
    return sorted(rows.values_list("recipient__email", flat=True))


def ready(need: TrainingNeed, *, designer: Any, reviewer: Any, now: datetime) -> TrainingNeed:
    """Accepted, outlined and reviewed: to be scheduled."""
    if need.state == "suggested":
        need = accept_need(need=need, by=designer, now=now)
    need = write_outline(need=need, by=designer, now=now, outline="1. Why\n2. How")
    need = send_for_review(need=need, by=designer, now=now)
    return approve_outline(need=need, by=reviewer, now=now)
