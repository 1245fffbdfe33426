"""What equal treatment registers when the app is ready: the panel of answers, news, reactions, the menu."""

from datetime import datetime
from typing import Any

from issues import (
    guidance_news,
    guidance_verbs,  # noqa: F401 - importing it registers the verbs
    reactions,
)
from issues.actions import guiding
from issues.actions.demo_guidance import fill_guidance
from issues.models import Issue
from issues.permissions import can_write_issues
from issues.reactions import What
from issues.views.desk.guidance_panel import guidance_panel
from portal.lifecycle import demo
from portal.web import navigation, panels


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """Nobody was told what an answer says that was taken back before it left."""
    if what == What.TAKEN_BACK:
        guiding.take_back(told["comment"], by=by, now=now)


def register() -> None:
    """Called when the app is ready."""
    guidance_news.register()
    reactions.register(react)
    demo.register("equal treatment and improvements", fill_guidance)
    for page in ("issue-answer", "issue-resolve"):
        panels.register(page, "guidance", template="issues/_guidance.html", context=guidance_panel, order=20)
    panels.register(
        "participant",
        "guidance",
        template="issues/_participant_guidance.html",
        context=lambda request, participant: {"participant": participant, "may_record": can_write_issues(request.user)},
        visible=lambda user, participant: user.is_staff and user.can("issues.view"),
        order=70,
    )
    navigation.register(
        "desk",
        "guidance",
        "Equal treatment",
        "scale",
        "issues:guidance-list",
        visible=lambda user: user.can("issues.view"),
        order=57,
        section="Issue work",
        match=("issues:guidance", "issues:approved"),
    )
