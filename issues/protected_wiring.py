"""Protected entries in the menus, the messages and the trail."""

from issues import disclosable_entries, protected_news
from portal.audit import verbs
from portal.web import navigation

verbs.register("issues.entries.exported", "Protected entries exported", icon="download")


def register() -> None:
    """Called when the app is ready."""
    protected_news.register()
    disclosable_entries.register()
    navigation.register(
        "desk",
        "protected-entries",
        "Protected entries",
        "shield-check",
        "issues:protected-entries",
        visible=lambda user: user.can("issues.view"),
        order=36,
        section="Relationship",
        match=("issues:protected",),
    )
