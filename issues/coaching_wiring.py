"""What reviews of answers register when the app is ready."""

from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.mentor_permissions import guides
from accounts.models import User
from issues import (
    coaching_learning,
    coaching_news,
    coaching_verbs,  # noqa: F401 - importing it registers the verbs
    coaching_worklist,
)
from issues.actions.coaching_catalog import load_reviews
from issues.actions.coaching_scale import load_many_reviews
from issues.actions.demo_coaching import fill_reviews
from issues.api import coaching_urls  # noqa: F401 - importing it registers the endpoints
from issues.coaching_figures import topics_of
from participants import timeline
from portal.calendars.models import Clock
from portal.lifecycle import catalogs, demo
from portal.lifecycle.subjects import type_of
from portal.web import navigation, panels

STAFF_PAGES: Final = ("staff", "staff-topics")


def closed_events(user: Any) -> Q | None:
    """That somebody's answer was looked at is no news of the participant: only the audit trail tells it."""
    if user.can("audit.view"):
        return None
    clocks = Clock.objects.filter(subject_type=coaching_news.TYPE).values("ref")
    return Q(object_type=coaching_news.TYPE) | Q(object_type=type_of(Clock), object_ref__in=clocks)


def reviews_of(request: HttpRequest, person: User) -> dict[str, Any] | None:
    """By topic, before a mentor signs off; for the person and who guides."""
    if request.user.pk != person.pk and not guides(request.user, person, timezone.now()):
        return None
    rows = topics_of(person)
    return {"reviewed_topics": rows, "person": person} if rows else None


def works(user: Any, of: Any = None) -> bool:
    return user.is_staff and user.can("issues.work")


def register() -> None:
    """Called when the app is ready."""
    coaching_news.register()
    coaching_learning.register()
    coaching_worklist.register()
    timeline.keep(closed_events)
    catalogs.register("reviews of answers", load_reviews)
    demo.register("reviews of answers", fill_reviews)
    demo.register_bulk("reviews of answers", load_many_reviews, sizes=("issues",))
    for page in STAFF_PAGES:
        panels.register(page, "reviews", template="issues/_coaching_topics.html", context=reviews_of, visible=works)
    panels.register(
        "issue",
        "ask-review",
        template="issues/_coaching_ask.html",
        context=lambda request, issue: {"issue": issue},
        visible=works,
        order=95,
        place="aside",
    )
    panels.register(
        "letter",
        "ask-review",
        template="issues/_coaching_ask.html",
        context=lambda request, letter: {"letter": letter},
        visible=works,
        place="aside",
    )
    navigation.register(
        "desk",
        "answer-reviews",
        "Reviews of answers",
        "clipboard-check",
        "issues:review-list",
        visible=works,
        order=54,
        section="Issue work",
        match=("issues:review",),
    )
