"""Which of the app's deadlines lists tell apart, and what any list of deadlines can be narrowed by."""

from participants import teams
from portal.calendars import deadline_kinds, deadline_lists


def register() -> None:
    """Called when the app is ready."""
    deadline_kinds.register("participants.obligation", "Obligations", order=30)
    deadline_kinds.register("participants.checklistitem", "Checklists", order=40)
    deadline_kinds.register("participants.followup", "Follow-ups", order=50)
    deadline_lists.register("team", teams.narrowing)
