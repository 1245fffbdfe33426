"""Pages of signed plans and their reviews: the statements they take on both sides, and what mails say of them."""

from datetime import date
from types import SimpleNamespace

from accounts.models import User
from participants.choices import PlanSide, PlanState
from participants.models import PlanVersion
from participants.plan_signing_notifications import KINDS
from participants.tests.plan_factories import (
    PlanObjectiveFactory,
    PlanReviewFactory,
    PlanRiskFactory,
    PlanStakeholderFactory,
    PlanStepFactory,
    PlanTaskFactory,
    PlanVersionFactory,
    ReviewPointFactory,
)
from participants.tests.views.test_budgets import statements
from portal.lifecycle import subjects
from portal.outbox import kinds, texts

# Session and person are two of them; inside the wall its setting up and taking down are some more.
MINE, MY_REVIEW, DESK_REVIEW = 27, 20, 12


def grown(version: PlanVersion, member: User) -> None:
    """Three more lines of each kind, a version before it, and a review with points."""
    for factory in (PlanObjectiveFactory, PlanRiskFactory, PlanStakeholderFactory, PlanStepFactory):
        factory.create_batch(3, version=version)
    PlanTaskFactory.create_batch(2, version=version)
    PlanTaskFactory.create_batch(2, version=version, side=PlanSide.PARTICIPANT)
    review = PlanReviewFactory(plan=version.plan)
    tasks = PlanTaskFactory.create_batch(2, version=version)
    for task in tasks:
        told = {"kind": "action", "side": "operator", "owner": task.owner, "due_on": date(2026, 12, 1)}
        ReviewPointFactory(review=review, task_line=task.line, **told)


def test_pages_take_the_same_statements_however_much_there_is(signed_in, lantern, member, supervisor) -> None:
    version = PlanVersionFactory(plan__participant=lantern.participant, state=PlanState.AGREED)
    mine, desk = signed_in(member), signed_in(supervisor)
    counts = []
    for _round in range(2):
        grown(version, member)
        review = version.plan.reviews.last()
        addresses = ((mine, "/my/plan/"), (mine, review.get_my_url()), (desk, review.get_absolute_url()))
        counts.append([statements(client, address) for client, address in addresses])
    for few, many, budget in zip(*counts, (MINE, MY_REVIEW, DESK_REVIEW), strict=True):
        assert len(few) == len(many), "\n".join(many)
        assert len(many) <= budget, f"{len(many)}:\n" + "\n".join(many)


def test_mails_name_the_plan_in_their_text_and_nobody_in_the_subject(lantern: SimpleNamespace, manager: User) -> None:
    version = PlanVersionFactory(plan__participant=lantern.participant, plan__title="The year", state=PlanState.AGREED)
    rows = {
        "planversion": version,
        "plantask": PlanTaskFactory(version=version, title="Name a deputy"),
        "planreview": PlanReviewFactory(plan=version.plan, place="Room 4"),
    }
    for noun, verb, *_ in KINDS:
        row = subjects.visible(manager, f"participants.{noun}", [rows[noun].ref])[rows[noun].ref]
        told = {"row": row, "facts": {}, "recipient": manager, "on_behalf_of": None, "link": "https://x.example/"}
        drawn = texts.draw(kinds.get(f"participants.{noun}.{verb}"), ref=row.ref, **told)
        assert row.ref in drawn.subject
        assert lantern.participant.name not in drawn.subject
        assert lantern.participant.name in drawn.body
        assert lantern.participant.name in drawn.html
