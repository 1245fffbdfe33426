"""Protected Information in the demo's issues: what its writer marked, a field, and one whose time has passed."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from issues.actions.protecting import protect_entry
from issues.choices import Side
from issues.models import Comment, Issue
from portal.scoping.today import market_day

COMPANY: Final = "Prairie Lantern Energy"
# The class, how many days ago the operating day was, and why.
CLASSES: Final = (
    ("PI-OFFER", 75, "It names offers of one operating day."),
    ("PI-COST", None, "It names what fuel cost."),
)


def fill_protecting(*, now: datetime) -> None:
    """A supervisor classifies what the company said in open issues; nothing where there is none."""
    supervisor = User.objects.active().filter(email="supervisor@iso.example").first()
    open_ones = Issue.objects.still_open().filter(participant__name=COMPANY)
    said = Comment.objects.filter(issue__in=open_ones, side=Side.PARTICIPANT).select_related("issue__participant")
    if supervisor is None:
        return
    for comment, (code, ago, reason) in zip(said.order_by("-at", "-id"), CLASSES, strict=False):
        basis_day = market_day(now) - timedelta(days=ago) if ago is not None else None
        given = {"protection": code, "reason": reason, "basis_day": basis_day, "by": supervisor, "now": now}
        protect_entry(issue=comment.issue, thing=comment, **given)
