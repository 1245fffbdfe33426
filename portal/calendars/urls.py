"""Addresses of calendars and deadlines at the desk. Include once, at the root."""

from django.urls import path

from portal.calendars.views import calendars, changing, deadlines

app_name = "calendars"

CALENDARS = [
    path("calendars/", calendars.CalendarListView.as_view(), name="calendar-list"),
    path("calendars/<slug:code>/", calendars.CalendarDetailView.as_view(), name="calendar-detail"),
    path("calendars/<slug:code>/runs/", calendars.CalendarRunsView.as_view(), name="calendar-runs"),
    path("calendars/<slug:code>/change/", changing.CalendarChangeView.as_view(), name="calendar-change"),
    path("calendars/<slug:code>/add-holiday/", changing.HolidayAddView.as_view(), name="calendar-add-holiday"),
    path("calendars/<slug:code>/publish/", changing.CalendarPublishView.as_view(), name="calendar-publish"),
]

DEADLINES = [
    path("deadlines/", deadlines.DeadlineListView.as_view(), name="deadline-list"),
    path("deadlines/<str:ref>/", deadlines.DeadlineDetailView.as_view(), name="deadline-detail"),
]

urlpatterns = CALENDARS + DEADLINES
