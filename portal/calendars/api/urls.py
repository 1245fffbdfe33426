"""The nouns of calendars under /api/v1/; imported when the app is ready."""

from portal.calendars.api.calendars import CalendarViewSet
from portal.calendars.api.deadlines import DeadlineViewSet
from portal.calendars.api.preview import DeadlinePreviewView
from portal.rest import routers

routers.register("calendars", CalendarViewSet)
routers.register("deadlines", DeadlineViewSet)
routers.register_view("deadlines/preview/", DeadlinePreviewView, name="deadlines-preview")
