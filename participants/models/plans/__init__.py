"""Account plans: what is meant to be reached with a participant in a period, in versions both sides sign."""

from participants.models.plans.lines import PlanMilestone, PlanObjective, PlanRisk, PlanStakeholder
from participants.models.plans.plan import AccountPlan, PlanInside, PlanRemark, PlanStep, PlanVersion
from participants.models.plans.proposal import PlanProposal
from participants.models.plans.review import PlanReview, ReviewPoint
from participants.models.plans.task import PlanDependency, PlanTask
from participants.models.plans.template import PlanTemplate

__all__ = [
    "AccountPlan",
    "PlanDependency",
    "PlanInside",
    "PlanMilestone",
    "PlanObjective",
    "PlanProposal",
    "PlanRemark",
    "PlanReview",
    "PlanRisk",
    "PlanStakeholder",
    "PlanStep",
    "PlanTask",
    "PlanTemplate",
    "PlanVersion",
    "ReviewPoint",
]
