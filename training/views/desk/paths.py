"""Learning paths at the desk: the list, one path, and its form."""

from functools import cached_property
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, Scoped
from training import permissions
from training.actions import paths as actions
from training.actions.courses import needed_codes
from training.forms.paths import NewPathForm, PathForm, StepFormSet, rows_of
from training.models import LearningPath
from training.rules.prerequisites import missing


class PathListView(DeskDoor, Scoped, TemplateView):
    capability = "training.view"
    model = LearningPath
    template_name = "training/path_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.scope().select_related("role").annotate(courses=Count("steps"))
        return super().get_context_data(
            rows=list(rows), may_manage=permissions.can_manage_training(self.request.user), **kwargs
        )


class OfPath(DeskDoor, Scoped):
    capability = "training.view"
    model = LearningPath

    @cached_property
    def path(self) -> LearningPath:
        return get_object_or_404(self.scope().select_related("role"), code=self.kwargs["code"])


class PathDetailView(OfPath, TemplateView):
    template_name = "training/path_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = list(self.path.steps.select_related("course"))
        return super().get_context_data(
            object=self.path,
            steps=steps,
            lacking=missing([step.course.code for step in steps], needed_codes()),
            may_edit=permissions.can_edit_path(self.request.user, self.path),
            **kwargs,
        )


class PathFormView(OfPath, ActionFormView):
    """The path and its courses in one form; a row is moved by its number and left out without a course."""

    form_class: Any = PathForm
    template_name = "training/path_form.html"
    path: Any = None
    title = "Add a learning path"
    submit_label = "Add path"
    success_message = "Saved: {done.title}."

    def permission(self) -> Answer:
        return permissions.can_manage_training(self.request.user)

    @cached_property
    def rows(self) -> Any:
        data = self.request.POST if self.request.method == "POST" else None
        return StepFormSet(data, prefix="steps", initial=rows_of(self.path))

    def form_valid(self, form: Any) -> HttpResponse:
        return super().form_valid(form) if self.rows.is_valid() else self.form_invalid(form)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.path.get_absolute_url() if self.path else reverse("training:path-list")
        page = {"rows": self.rows, "title": self.title, "submit_label": self.submit_label, "back": back}
        return super().get_context_data(path=self.path, **page | kwargs)


class PathAddView(PathFormView):
    form_class = NewPathForm

    def act(self, data: dict[str, Any], **who: Any) -> LearningPath:
        return actions.add_path(steps=self.rows.steps(), **data, **who)


class PathChangeView(PathFormView):
    title = "Edit a learning path"
    submit_label = "Save"
    path = OfPath.path

    def get_initial(self) -> dict[str, Any]:
        return PathForm.values_of(self.path)

    def act(self, data: dict[str, Any], **who: Any) -> LearningPath:
        return actions.change_path(path=self.path, steps=self.rows.steps(), **data, **who)
