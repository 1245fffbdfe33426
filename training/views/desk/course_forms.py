"""The forms about courses; each calls one action. A change is looked at before it is saved."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from participants.models import MarketRole
from portal.lifecycle.refusals import Answer
from portal.web.views import ActionFormView
from training import permissions
from training.actions import advice as advice_actions
from training.actions import courses as actions
from training.actions import versions as version_actions
from training.course_preview import ahead_of, preview_of
from training.forms.courses import AdviceForm, CourseForm, MaterialForm, NewCourseForm, RetireForm, VersionForm
from training.models import Course, CourseVersion, Material
from training.views.desk.courses import OfCourse, material_of


class CourseFormView(OfCourse, ActionFormView):
    """A form about one course; ends at its page."""

    template_name = "training/course_simple_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def permission(self) -> Answer:
        return permissions.can_edit_course(self.request.user, self.course)

    def get_success_url(self) -> str:
        return self.course.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "course": self.course,
            "title": self.title.format(course=self.course),
            "lead": self.lead,
            "submit_label": self.submit_label,
            "danger": self.danger,
            "back": self.get_success_url(),
        }
        return super().get_context_data(**page | kwargs)


class CourseAddView(OfCourse, ActionFormView):
    form_class = NewCourseForm
    template_name = "training/course_form.html"
    success_message = "Added: {done}."
    course = None

    def permission(self) -> Answer:
        return permissions.can_manage_training(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"status": "current", "source": actions.ENTERED_HERE, "tag": "P"}

    def act(self, data: dict[str, Any], **who: Any) -> Course:
        return actions.add_course(**data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"title": "Add a course", "submit_label": "Add course", "back": reverse("training:course-list")}
        return super().get_context_data(**page | kwargs)


class CourseChangeView(CourseFormView):
    """First the form, then what would follow, then the change itself."""

    form_class = CourseForm
    template_name = "training/course_form.html"
    title = "Edit {course.code}"
    submit_label = "Preview the change"
    success_message = "Saved: {done}."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"course": self.course}

    def get_initial(self) -> dict[str, Any]:
        return CourseForm.values_of(self.course)

    def form_valid(self, form: Any) -> HttpResponse:
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "save" in self.request.POST:
            return super().form_valid(form)
        self.template_name = "training/course_preview.html"
        preview = preview_of(self.course, form.cleaned_data, self.now)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def act(self, data: dict[str, Any], **who: Any) -> Course:
        return actions.change_course(course=self.course, **data, **who)


class CourseRetireView(CourseFormView):
    form_class = RetireForm
    title = "Retire {course.code}"
    submit_label = "Retire the course"
    danger = True
    success_message = "{done} is retired."

    def act(self, data: dict[str, Any], **who: Any) -> Course:
        return actions.retire_course(course=self.course, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ahead = ahead_of(self.course, self.now)
        lead = "It is no longer offered or recommended, and stays in the catalog to be read."
        if ahead.sessions:
            lead += f" Sessions ahead still take place: {ahead.sessions}, with {ahead.people} enrolled."
        return super().get_context_data(lead=lead, **kwargs)


class CourseVersionAddView(CourseFormView):
    form_class = VersionForm
    title = "New version of {course.code}"
    lead = "Sessions that are planned keep the version they were planned with."
    submit_label = "Publish version"
    success_message = "Version {done.number} is published."

    def get_initial(self) -> dict[str, Any]:
        latest = self.course.versions.order_by("-number").first()
        return {"outline": latest.outline if latest else ""}

    def act(self, data: dict[str, Any], **who: Any) -> CourseVersion:
        return version_actions.publish_version(course=self.course, **data, **who)


class CourseMaterialAddView(CourseFormView):
    form_class = MaterialForm
    title = "Add a file to {course.code}"
    submit_label = "Add file"
    success_message = "Added: {done.title}."

    @property
    def version(self) -> CourseVersion:
        return get_object_or_404(self.course.versions, number=self.kwargs["number"])

    def get_success_url(self) -> str:
        return f"{self.course.get_absolute_url()}?version={self.kwargs['number']}#materials"

    def act(self, data: dict[str, Any], **who: Any) -> Material:
        upload = data.pop("file")
        return version_actions.add_material(version=self.version, upload=upload, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = f"It belongs to version {self.version.number}."
        return super().get_context_data(lead=lead, **kwargs)


class CourseMaterialRemoveView(CourseFormView):
    form_class = Form
    title = "Remove a file from {course.code}"
    submit_label = "Remove file"
    danger = True
    success_message = "The file was removed."

    @property
    def material(self) -> Material:
        return material_of(self.course, self.request.user, self.kwargs["document"])

    def act(self, data: dict[str, Any], **who: Any) -> Course:
        return version_actions.remove_material(material=self.material, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = f"“{self.material.title}” is no longer shown with the course."
        return super().get_context_data(lead=lead, **kwargs)


class CourseAdviceView(CourseFormView):
    """A course's row of the matrix; the cell that was clicked has the focus."""

    form_class = AdviceForm
    template_name = "training/course_advice.html"
    title = "Who should take {course.code}"
    lead = "A role inherits the advice of the role above it, unless something is chosen here."
    success_message = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        held = dict(self.course.recommendations.values_list("role__code", "advice"))
        return super().get_form_kwargs() | {"roles": MarketRole.objects.all(), "held": held}

    def act(self, data: dict[str, Any], **who: Any) -> Course:
        return advice_actions.advise(course=self.course, **data, **who)

    def get_success_url(self) -> str:
        if self.from_matrix:
            return f"{reverse('training:advice-matrix')}#course-{self.course.code}"
        return super().get_success_url()

    @property
    def from_matrix(self) -> bool:
        return "role" in self.request.GET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        wanted = self.request.GET.get("role", "")
        if wanted in context["form"].fields:
            context["form"].fields[wanted].widget.attrs["autofocus"] = True
        return context
