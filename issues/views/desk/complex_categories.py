"""Which categories are complex, and protect their fields: read by all who read issues, changed by supervisors."""

from typing import Any

from django import forms
from django.urls import reverse

from accounts.models import Topic
from accounts.permissions import can_edit_catalog
from issues.actions.complex_categories import mark_category
from issues.models import Category
from issues.permissions import can_view_issues
from issues.rules.protected_fields import LABELS
from issues.views.desk.held_answers import HeldDoor
from portal.documents.protection import CHOOSABLE
from portal.lifecycle.refusals import Answer
from portal.web.views import ActionFormView


class ProtectsInput(forms.HiddenInput):
    """The class of each field; None where the form asked for none."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str] | None:
        given = {field: data.get(f"{name}_{field}") for field in LABELS}
        found = {field: str(code).strip().upper() for field, code in given.items() if code is not None}
        return found or None


class CategoryForm(forms.Form):
    category = forms.ModelChoiceField(Category.objects.none(), to_field_name="code")
    topic = forms.ModelChoiceField(Topic.objects.none(), to_field_name="code", required=False)
    complex = forms.BooleanField(required=False)
    protects = forms.Field(required=False, widget=ProtectsInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.all()
        self.fields["topic"].queryset = Topic.objects.in_use()


class ComplexCategoriesView(HeldDoor, ActionFormView):
    """One line a category, each with a form of its own."""

    model = None
    form_class = CategoryForm
    template_name = "issues/complex_categories.html"
    success_message = "Saved: {done.name}."

    def permission(self) -> Answer:
        return (can_edit_catalog if self.request.method == "POST" else can_view_issues)(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Category:
        return mark_category(**data, **who)

    def get_success_url(self) -> str:
        return reverse("issues:complex-categories")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        categories = list(Category.objects.select_related("topic").order_by("order", "code"))
        for row in categories:
            asked = [field for field in LABELS if field in row.asks or field in row.protects]
            row.protectable = [(field, LABELS[field], row.protects.get(field, "")) for field in asked]
        return super().get_context_data(
            categories=categories,
            classes=[(one.value, one.label) for one in CHOOSABLE],
            topics=list(Topic.objects.in_use()),
            may_edit=can_edit_catalog(self.request.user),
            **kwargs,
        )
