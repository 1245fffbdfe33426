"""What colleagues wait for as lines of the worklist: answers to release, guidance to judge, improvements to make."""

from typing import Final

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from accounts.models import Mentoring
from issues import permissions
from issues.choices.improvements import ImprovementState
from issues.models import GuidanceReview, HeldAnswer, Improvement
from participants import worklist
from participants.worklist import Asked, colleagues, lines, ours

STEPS: Final = {
    ImprovementState.PROPOSED: colleagues("A supervisor accepts it"),
    ImprovementState.ACCEPTED: ours("Begin"),
    ImprovementState.UNDER_WAY: ours("Bring it about"),
    ImprovementState.MEASURING: ours("Measure the effect"),
}


def held_answers(asked: Asked) -> QuerySet:
    """Answers that wait for me, or for the mentor I stand in for."""
    mentored = Mentoring.objects.on(asked.today).filter(mentor__in=asked.people).order_by().values("colleague")
    rows = HeldAnswer.objects.visible_to(asked.user).waiting().exclude(author=asked.user.pk)
    rows = rows.filter(Q(mentor__in=asked.people) | Q(author__in=mentored))
    return lines(rows, title=F("issue__title"), step=Value("release"), since=F("held_at"), person=F("author"))


def guidance_reviews(asked: Asked) -> QuerySet:
    """Answers that differ and wait for somebody who gave neither of the two; due by their clocks."""
    if not permissions.can_judge_guidance(asked.user):
        return lines(GuidanceReview.objects.none(), participant=None, title=Value(""))
    rows = GuidanceReview.objects.visible_to(asked.user).still_open()
    own = Q(guidance__given_by=asked.user.pk) | Q(earlier__given_by=asked.user.pk)
    return lines(
        rows.exclude(own),
        participant=None,
        title=Concat(Value("Guidance on "), F("guidance__section")),
        step=Value("judge"),
        since=F("opened_at"),
        person=F("guidance__given_by"),
    )


def improvements(asked: Asked) -> QuerySet:
    """Items my people own, with a day by which they are to be reached."""
    rows = Improvement.objects.visible_to(asked.user).still_open()
    rows = rows.filter(owner__in=asked.people, due_on__isnull=False)
    steps = [When(state=state, then=Value(state.value)) for state in STEPS]
    return lines(
        rows, participant=None, due_on=F("due_on"), step=Case(*steps, default=Value("accepted")), person=F("owner")
    )


def register() -> None:
    """Called when the app is ready."""
    worklist.register(
        "held-answer",
        "Answers to release",
        "hand",
        held_answers,
        page="issues:held-detail",
        steps={"release": ours("Release it, or return it with a coaching point")},
        noun="Answer to release",
        order=12,
    )
    worklist.register(
        "guidance-review",
        "Guidance that differs",
        "scale",
        guidance_reviews,
        page="issues:guidance-settle",
        steps={"judge": ours("Judge which of the two holds")},
        noun="Guidance that differs",
        clocks=True,
        order=14,
    )
    worklist.register(
        "improvement",
        "Improvements",
        "trending-up",
        improvements,
        page="issues:improvement-detail",
        steps={str(state.value): step for state, step in STEPS.items()},
        order=68,
    )
