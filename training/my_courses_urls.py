"""Addresses of courses on the participants' side."""

from django.urls import path

from training.views.my import courses

urlpatterns = [
    path("", courses.MyCourseListView.as_view(), name="my-course-list"),
    path("paths/<str:code>/", courses.MyPathView.as_view(), name="my-path"),
    path("<str:code>/", courses.MyCourseView.as_view(), name="my-course"),
    path("<str:code>/materials/<str:document>/", courses.MyCourseMaterialView.as_view(), name="my-course-material"),
]
