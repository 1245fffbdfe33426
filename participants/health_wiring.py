"""What relationship health registers when the app is ready: measures, pages, facts, news, demo."""

from typing import Any

from django.db.models import Q

from participants import (
    facts,
    health_facts,
    health_joining,
    health_navigation,
    health_sources,
    health_verbs,  # noqa: F401 - importing it registers the verbs
    timeline,
)
from participants.actions.scale_health import load_health
from participants.querysets.health import SEES
from portal.lifecycle import demo

INNER = ("participants.healthdrop", "participants.healthoverride")


def closed_events(user: Any) -> Q | None:
    """Whoever does not see how relationships stand does not read of it in a timeline either."""
    return None if user.can(SEES) else Q(object_type__in=INNER)


def register() -> None:
    """Called when the app is ready."""
    health_sources.register()
    health_joining.register_moves()
    health_navigation.register()
    facts.register("health", "Relationship health", health_facts.health_of, order=5, shared=False)
    timeline.keep(closed_events)
    demo.register_bulk("health", load_health)
