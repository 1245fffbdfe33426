"""The entries of participants in the menus, the panels on other pages, and what the audit trail asks."""

from participants import family_search, hand_over_navigation, saved_views
from participants.directory import id_of, names_of
from participants.search import register_finders
from participants.views.desk.changes_panel import open_changes_of, read_along
from participants.views.desk.handing_over import leavers
from participants.views.desk.staff_panel import assignments_of
from portal.audit import naming
from portal.web import navigation, panels


def _whole(user: object) -> bool:
    """Acts for a whole company in the market, not only for some of its registrations."""
    return _member(user) and not user.acting_for.narrowed


def _member(user: object) -> bool:
    """Acts for a company in the market, not for one that only applies so far."""
    return user.acting_for is not None and not user.acting_for.applying


def register() -> None:
    register_finders()
    family_search.register()
    saved_views.register()
    naming.register(names_of, id_of)
    navigation.register(
        "desk",
        "participants",
        "Participants",
        "building-2",
        "participants:participant-list",
        visible=lambda user: user.can("participants.view"),
        order=20,
        match=("participants",),
    )
    navigation.register(
        "desk",
        "applications",
        "Applications",
        "inbox",
        "participants:application-list",
        visible=lambda user: user.can("applications.view"),
        order=40,
        section="Qualification",
        match=("participants:application",),
    )
    navigation.register(
        "desk",
        "pipeline",
        "Pipeline",
        "square-kanban",
        "participants:pipeline",
        visible=lambda user: user.can("participants.view"),
        order=41,
        section="Qualification",
        match=("participants:pipeline",),
    )
    navigation.register(
        "desk",
        "follow-ups",
        "Follow-ups",
        "calendar-check",
        "participants:follow-up-list",
        visible=lambda user: user.can("participants.view"),
        order=32,
        section="Relationship",
        match=("participants:follow-up",),
    )
    navigation.register(
        "desk",
        "reviews",
        "Reviews",
        "clipboard-check",
        "participants:review-list",
        visible=lambda user: user.can("participants.view"),
        order=42,
        section="Qualification",
        match=("participants:review", "participants:waiver-list"),
    )
    navigation.register(
        "desk",
        "obligations",
        "Obligations",
        "calendar-range",
        "participants:obligation-list",
        visible=lambda user: user.can("participants.view"),
        order=44,
        section="Qualification",
        match=("participants:obligation", "participants:campaign"),
    )
    navigation.register(
        "desk",
        "changes",
        "Changes",
        "file-pen",
        "participants:change-list",
        visible=lambda user: user.can("participants.view"),
        order=43,
        section="Qualification",
        match=("participants:change",),
    )
    navigation.register(
        "desk",
        "catalogs",
        "Catalogs",
        "library",
        "participants:catalog-forms",
        visible=lambda user: user.can("desk.enter"),
        order=77,
        section="Department",
        match=("participants:catalog", "participants:flight"),
    )
    navigation.register(
        "desk",
        "requirements",
        "Requirements",
        "list-checks",
        "participants:requirement-list",
        order=45,
        section="Qualification",
        match=("participants:requirement", "participants:version"),
    )
    _register_my()
    hand_over_navigation.register()
    panels.register("staff", "assignments", template="participants/_staff_assignments.html", context=assignments_of)
    panels.register("participant", "changes", template="participants/_changes.html", context=open_changes_of)
    read_along()
    panels.register("hand-over", "assignments", template="participants/_hand_over.html", context=leavers)


def _register_my() -> None:
    acting = {"visible": lambda user: user.acting_for is not None}
    navigation.register("my", "home", "Home", "house", "my-home", order=10)
    navigation.register(
        "my",
        "checklists",
        "Checklists",
        "list-checks",
        "my-checklists",
        order=15,
        match=("my-checklists", "my-checklist"),
        **acting,
    )
    navigation.register(
        "my",
        "company",
        "Company",
        "building-2",
        "my-company",
        order=20,
        match=("my-company", "my-data", "my-files", "my-who-opened", "my-disclosure"),
        **acting,
    )
    navigation.register(
        "my",
        "obligations",
        "Obligations",
        "calendar-range",
        "my-obligation-list",
        order=15,
        match=("my-obligation",),
        visible=_member,
    )
    navigation.register(
        "my",
        "people",
        "People",
        "users",
        "my-people",
        order=30,
        match=(
            "my-people",
            "my-sign-in",
            "my-connection",
            "my-access",
            "my-contact",
            "my-role",
            "my-member",
            "my-membership",
            "my-invitation",
        ),
        **acting,
    )
    navigation.register("my", "resources", "Resources", "zap", "my-resources", order=40, visible=_member)
    navigation.register(
        "my",
        "changes",
        "Changes",
        "file-pen",
        "my-changes",
        order=35,
        match=("my-change", "my-acknowledgment"),
        visible=_whole,
    )
    navigation.register(
        "my",
        "agencies",
        "Agents",
        "handshake",
        "my-agencies",
        order=50,
        match=("my-agencies", "my-agency"),
        visible=_whole,
    )
