"""What the conversation adds to the page of an issue."""

from issues.views.desk.answers import undo_panel
from issues.views.desk.releasing import release_panel
from portal.web import navigation, panels


def register() -> None:
    """Called when the app is ready."""
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
        "issue-answer", "replies", template="issues/_reply_link.html", context=lambda request, issue: {}, order=10
    )
    for key, label, icon, url_name, capability, order in (
        ("saved-replies", "Saved replies", "message-square-quote", "issues:reply-list", "issues.view", 36),
        ("answers-let-go", "Answers let go", "shield-alert", "issues:override-list", "issues.oversee", 37),
    ):
        navigation.register(
            "desk",
            key,
            label,
            icon,
            url_name,
            visible=lambda user, capability=capability: user.can(capability),
            order=order,
            match=(url_name.rpartition("-")[0],),
        )
