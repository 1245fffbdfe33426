"""Reminder plans in the administration: who hears of a deadline and when. Calendars have pages of their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from portal.calendars.actions import plans
from portal.calendars.models import ReminderLevel, ReminderPlan
from portal.lifecycle.refusals import Refused
from portal.outbox import kinds
from portal.web.admin_site import CatalogAdmin

WHEN_IT_HOLDS = (
    "Holds for deadlines that start, are resumed or get another target from now on. "
    "What runs already tells people as it was planned."
)
WHO = "Words that the subject knows, such as responsible, senior or supervisors; join several with +."
LADDER = ("E0", "E1", "E2", "E3")


class LevelForm(forms.ModelForm):
    message_kind = forms.ChoiceField()
    ladder = forms.ChoiceField(choices=[("", "–"), *((step, step) for step in LADDER)], required=False)

    class Meta:
        model = ReminderLevel
        fields = plans.LEVEL_FIELDS
        help_texts = {"audience": WHO}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(kind.code, kind.label) for kind in kinds.choosable("staff")]
        present = self.instance.message_kind
        if present and present not in dict(offered):
            offered.append((present, present))
        self.fields["message_kind"].choices = [("", "---------"), *offered]
        if self.instance.pk:
            self.initial["amount"] = f"{self.instance.amount.normalize():f}"


class LevelFormSet(forms.BaseInlineFormSet):
    def levels(self) -> list[dict[str, Any]]:
        """What the form says the plan's levels are from now on."""
        kept = (form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE"))
        return [{name: data[name] for name in plans.LEVEL_FIELDS} for data in kept]

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        try:
            plans.checked(self.levels())
        except Refused as refusal:
            raise ValidationError(refusal.reason) from refusal


class LevelInline(admin.StackedInline):
    model = ReminderLevel
    form = LevelForm
    formset = LevelFormSet
    fields = (("level", "name", "ladder"), ("when", "amount", "unit"), ("audience", "message_kind"))
    extra = 1
    max_num = plans.MOST_LEVELS
    verbose_name = "level"
    verbose_name_plural = "levels, from the first warning to the last escalation"


@admin.register(ReminderPlan)
class ReminderPlanAdmin(CatalogAdmin):
    list_display = ("name", "code", "active", "verified", "edited")
    list_filter = ("active", "verified", "edited")
    search_fields = ("name", "code")
    inlines = (LevelInline,)
    fieldsets = ((None, {"fields": ("code", "name", ("source", "verified"), "active"), "description": WHEN_IT_HOLDS}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def save_model(self, request: HttpRequest, obj: ReminderPlan, form: Any, change: bool) -> None:
        """Saved together with its levels, see `save_related`."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A plan and its levels are one thing, changed by one action."""
        (formset,) = formsets
        plan = plans.change_plan(
            plan=form.instance if change else None,
            levels=formset.levels(),
            by=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
        form.instance.pk = plan.pk
        formset.new_objects = formset.changed_objects = formset.deleted_objects = []
