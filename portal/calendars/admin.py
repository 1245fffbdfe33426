"""Reminder plans in the administration: who hears of a deadline and when. Calendars have pages of their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from portal.calendars.actions import plans
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock, ReminderLevel, ReminderPlan
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
    fieldsets = (
        (
            None,
            {"fields": ("code", "name", ("source", "verified"), "active", "in_effect"), "description": WHEN_IT_HOLDS},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "in_effect") if obj else ("in_effect",)

    @admin.display(description="What runs now")
    def in_effect(self, obj: ReminderPlan | None) -> str:
        """Before it is changed: how much goes on as it was planned, and what of it would still tell by the new plan."""
        rows = Clock.objects.filter(plan=obj.pk) if obj is not None and obj.pk else Clock.objects.none()
        running, resting = (rows.filter(state=state).count() for state in (ClockState.RUNNING, ClockState.PAUSED))
        if not running and not resting:
            return "No deadline."
        told = f"{running} running deadline{'' if running == 1 else 's'} would tell people as planned before."
        return f"{told} {resting} at rest would follow the changed plan once resumed." if resting else told

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
