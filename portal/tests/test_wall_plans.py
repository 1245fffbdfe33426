"""Of account plans the database itself shows a participant the shared part of what was sent, and nothing else."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db.utils import ProgrammingError

from accounts.models import User
from participants.choices import PlanState
from participants.models import (
    AccountPlan,
    LastContact,
    PlanDependency,
    PlanInside,
    PlanMilestone,
    PlanObjective,
    PlanProposal,
    PlanRemark,
    PlanReview,
    PlanRisk,
    PlanStakeholder,
    PlanStep,
    PlanTask,
    PlanVersion,
    ReviewPoint,
)
from participants.tests.plan_factories import furnish_plan
from portal.scoping import wall

pytestmark = pytest.mark.django_db

LINES = (PlanObjective, PlanRisk, PlanStakeholder, PlanMilestone, PlanTask)
SHOWN = (AccountPlan, PlanVersion, PlanStep, PlanDependency, PlanReview, ReviewPoint, *LINES)
CLOSED = (PlanInside, PlanRemark, PlanProposal, LastContact)


@pytest.fixture
def plans(lantern: SimpleNamespace, mesa: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(lantern=furnish_plan(lantern.participant), mesa=furnish_plan(mesa.participant))


def test_the_own_plan_is_read_and_no_other(outsider: User, plans: SimpleNamespace) -> None:
    with wall.inside(outsider.acting_for):
        for model in SHOWN:
            rows = list(model.objects.all())
            assert {row.participant_id for row in rows} == {outsider.acting_for.participant_id}, model
            assert list(model.objects.visible_to(outsider)) == rows
            with patch.object(type(model.objects.all()), "visible_to", lambda rows, user: rows):
                assert list(model.objects.visible_to(outsider)) == rows


@pytest.mark.parametrize("model", CLOSED, ids=lambda model: model.__name__)
def test_what_is_inside_is_closed(model: type, outsider: User, plans: SimpleNamespace) -> None:
    assert not model.objects.visible_to(outsider).exists()
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
        list(model.objects.all())


def test_a_draft_and_what_is_not_shared_are_not_there(outsider: User, plans: SimpleNamespace) -> None:
    for model in (*LINES, ReviewPoint):
        model.objects.filter(participant=plans.mesa.participant).update(
            shared=False, **({"side": "operator"} if model is PlanTask else {})
        )
    with wall.inside(outsider.acting_for):
        assert PlanVersion.objects.exists()
        assert not any(model.objects.exists() for model in (*LINES, PlanDependency, ReviewPoint))
    PlanVersion.objects.filter(pk=plans.mesa.pk).update(state=PlanState.DRAFT)
    with wall.inside(outsider.acting_for):
        assert [model for model in SHOWN if model.objects.exists()] == [PlanStep]
        # Of a version that is a draft again only what passed between the two sides.
        assert set(PlanStep.objects.order_by().values_list("what", flat=True)) == {"sent"}


def test_nothing_is_written(outsider: User, plans: SimpleNamespace) -> None:
    for model in SHOWN:
        with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
            model.objects.filter(participant=plans.mesa.participant).update(participant=plans.lantern.participant)


def test_an_agent_of_the_company_reads_nothing_of_its_plan(agent: User, plans: SimpleNamespace) -> None:
    assert (agent.acting_for.kind, agent.acting_for.participant_id) == ("agent", plans.mesa.participant.pk)
    for model in SHOWN:
        assert not model.objects.visible_to(agent).exists(), model
    with wall.inside(agent.acting_for):
        assert not [model for model in SHOWN if model.objects.exists()]
