"""What the list of certificates can be narrowed by; all of it stands in the address."""

from typing import Any, Final

from django import forms

from participants.forms.filters import bare
from training.choices import CertificateSource
from training.models import Course

VIEWS: Final = {
    "force": "In force",
    "expiring": "Ending in 90 days",
    "expired": "Expired",
    "revoked": "Revoked",
    "all": "All",
}


class CertificateFilter(forms.Form):
    course = forms.ModelChoiceField(
        Course.objects.order_by("code"),
        to_field_name="code",
        required=False,
        empty_label="Any course",
        widget=forms.Select(attrs=bare("Course")),
    )
    source = forms.ChoiceField(
        choices=[("", "However known"), *CertificateSource.choices],
        required=False,
        widget=forms.Select(attrs=bare("How it is known")),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.fields["course"].label_from_instance = lambda course: course.code
        wanted = data.get("view", "")
        self.view_name = wanted if wanted in VIEWS else next(iter(VIEWS))
