"""Of each company of the world a plan of the year after, which waits for sign-off, and a review meeting."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from participants.actions.plan_amending import amend_plan
from participants.actions.plan_lines import add_line
from participants.actions.plan_reviews import add_point, plan_review
from participants.actions.plan_signing import send_for_signing
from participants.actions.plans import open_plan
from participants.choices import PlanSide
from participants.models import PlanObjective

A_YEAR = timedelta(365)


def furnish_signing(*companies: SimpleNamespace, now: datetime, by: User) -> None:
    """After `furnish_plans`: what is agreed there is amended and reviewed here."""
    given = {"by": by, "now": now}
    for rows in companies:
        name, person = rows.contact.name, rows.assignment.person
        first = now.date() + A_YEAR
        title = f"Second plan with {name}"
        following = open_plan(
            participant=rows.participant, title=title, owner=person, starts_on=first, ends_on=first + A_YEAR, **given
        )
        rows.plan_sent = following.versions.get()
        add_line(version=rows.plan_sent, kind=PlanObjective, title=f"Keep {name}", **given)
        send_for_signing(version=rows.plan_sent, **given)
        theirs = {"side": PlanSide.PARTICIPANT, "due_on": first - timedelta(200)}
        rows.plan_their_task = amend_plan(plan=rows.plan, title=f"{name} names a deputy", **theirs, **given)
        when = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, hours=1)}
        rows.plan_review = plan_review(plan=rows.plan, title=f"Review with {name}", **when, **given)
        text = f"{name} sends the roster"
        rows.plan_point = add_point(review=rows.plan_review, kind="action", text=text, **theirs, **given)
        inner = f"{name} may sell"
        rows.plan_inner_point = add_point(review=rows.plan_review, kind="agenda", text=inner, shared=False, **given)
