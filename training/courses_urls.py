"""Addresses of the catalog of courses at the desk."""

from django.urls import path

from training.views.desk import course_forms as forms
from training.views.desk import course_imports as imports
from training.views.desk import courses, paths

urlpatterns = [
    path("", courses.CourseListView.as_view(), name="course-list"),
    path("add/", forms.CourseAddView.as_view(), name="course-add"),
    path("advice/", courses.AdviceMatrixView.as_view(), name="advice-matrix"),
    path("import/", imports.CourseImportView.as_view(), name="course-import"),
    path("import/template/", imports.CourseImportTemplateView.as_view(), name="course-import-template"),
    path("paths/", paths.PathListView.as_view(), name="path-list"),
    path("paths/add/", paths.PathAddView.as_view(), name="path-add"),
    path("paths/<str:code>/", paths.PathDetailView.as_view(), name="path-detail"),
    path("paths/<str:code>/edit/", paths.PathChangeView.as_view(), name="path-change"),
    path("<str:code>/", courses.CourseDetailView.as_view(), name="course-detail"),
    path("<str:code>/edit/", forms.CourseChangeView.as_view(), name="course-change"),
    path("<str:code>/retire/", forms.CourseRetireView.as_view(), name="course-retire"),
    path("<str:code>/advice/", forms.CourseAdviceView.as_view(), name="course-advice"),
    path("<str:code>/versions/add/", forms.CourseVersionAddView.as_view(), name="course-version-add"),
    path(
        "<str:code>/versions/<int:number>/materials/add/",
        forms.CourseMaterialAddView.as_view(),
        name="course-material-add",
    ),
    path("<str:code>/materials/<str:document>/", courses.CourseMaterialView.as_view(), name="course-material"),
    path(
        "<str:code>/materials/<str:document>/remove/",
        forms.CourseMaterialRemoveView.as_view(),
        name="course-material-remove",
    ),
]
