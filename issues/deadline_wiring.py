"""Which of the app's deadlines lists tell apart."""

from portal.calendars import deadline_kinds


def register() -> None:
    """Called when the app is ready."""
    deadline_kinds.register("issues.issue", "Issues", order=10)
    deadline_kinds.register("issues.referral", "Questions", order=20)
