"""A course that proves a requirement."""

from django import forms

from participants.models import MarketRole
from training.models import Course


class EvidenceForm(forms.Form):
    requirement_code = forms.CharField(label="Requirement", max_length=12, help_text="Its code, such as QSR-10.")
    course = forms.ModelChoiceField(
        Course.objects.order_by("code"), to_field_name="code", empty_label="Choose a course"
    )
    role = forms.ModelChoiceField(
        MarketRole.objects.order_by("order", "code"),
        to_field_name="code",
        required=False,
        empty_label="All checklists",
        label="Only for checklists of",
    )
