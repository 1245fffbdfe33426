"""Reads a learning plan: each step with where it stands, worked out from the facts of whoever knows them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.learning_sources import Progress, Source, Wanted, source
from accounts.models import LearningGoal, LearningPlan
from accounts.rules.learning import DONE, LATE, Standing, standing


@dataclass(frozen=True, slots=True)
class Step:
    """A goal with where it stands, and whether somebody's word is what it waits for."""

    goal: LearningGoal
    source: Source | None
    standing: Standing

    @property
    def by_word(self) -> bool:
        return self.source is None or self.source.progress is None


def steps_of(plan: LearningPlan, *, today: date) -> list[Step]:
    """The steps in the order of their days; one question a kind of fact, however many steps."""
    goals = list(plan.goals.select_related("done_by"))
    facts = _facts(plan, goals)
    return [
        Step(
            goal,
            source(goal.kind),
            standing(
                times=goal.times,
                target_on=goal.target_on,
                kept_on=goal.done_on,
                facts=facts.get(goal.pk),
                today=today,
            ),
        )
        for goal in goals
    ]


def summed_up(steps: Sequence[Step]) -> dict[str, int]:
    """How many steps there are, are done, and are late."""
    states = [step.standing.state for step in steps]
    return {"all": len(states), "done": states.count(DONE), "late": states.count(LATE)}


def _facts(plan: LearningPlan, goals: Sequence[LearningGoal]) -> dict[Any, Progress]:
    by_kind: dict[str, list[LearningGoal]] = defaultdict(list)
    for goal in goals:
        by_kind[goal.kind].append(goal)
    found = {}
    for kind, of_kind in by_kind.items():
        known = source(kind)
        if known is None or known.progress is None:
            continue
        wanted = [Wanted(goal.subject, goal.times, plan.starts_on) for goal in of_kind]
        answers = known.progress(plan.person, wanted)
        found |= {goal.pk: answer for goal, answer in zip(of_kind, answers, strict=True)}
    return found
