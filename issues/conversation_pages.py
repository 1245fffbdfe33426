"""What the conversation adds to the page of an issue."""

from issues import issue_reading
from issues.queue_pages import queue_link
from issues.views.desk.answers import OWN, undo_panel
from issues.views.desk.releasing import release_panel
from portal.web import navigation, panels


def register() -> None:
    """Called when the app is ready."""
    issue_reading.along(OWN)
    panels.register(
        "issue",
        "answer-undo",
        template="issues/_answer_undo.html",
        context=undo_panel,
        visible=lambda user, issue: user.is_staff and user.can("issues.work"),
        order=1,
    )
    panels.register("issue-answer", "release", template="issues/_release.html", context=release_panel, order=50)
    panels.register("issue-resolve", "release", template="issues/_release.html", context=release_panel, order=50)
    panels.register(
        "issue-answer",
        "replies",
        template="issues/_reply_link.html",
        context=lambda request, issue: {"queue_link": queue_link(request)},
        order=10,
    )
    navigation.register(
        "desk",
        "saved-replies",
        "Saved replies",
        "message-square-quote",
        "issues:reply-list",
        visible=lambda user: user.can("issues.view"),
        order=56,
        section="Issue work",
        match=("issues:reply",),
    )
    navigation.register(
        "desk",
        "answers-let-go",
        "Answers let go",
        "shield-alert",
        "issues:override-list",
        section="Oversight",
        visible=lambda user: user.can("issues.oversee"),
        order=92,
        match=("issues:override",),
    )
