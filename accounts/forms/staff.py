"""Forms about members of staff. They check shape; whether it may be done, the actions say."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.choices import Level, Role
from accounts.forms.choices import PersonField, time_zones
from accounts.models import Department, Team, Topic, User
from accounts.rules.standing import Standing
from portal.scoping.today import market_day
from portal.web.days import DayField


class StaffFilterForm(forms.Form):
    """What narrows the list of staff; everything optional."""

    q = forms.CharField(required=False)
    role = forms.ChoiceField(
        required=False,
        choices=[("", "Any role"), *Role.choices],
        widget=forms.Select(attrs={"aria-label": "Role"}),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        to_field_name="ref",
        empty_label="Any team",
        widget=forms.Select(attrs={"aria-label": "Team"}),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        required=False,
        to_field_name="code",
        empty_label="Any topic",
        widget=forms.Select(attrs={"aria-label": "Topic of expertise"}),
    )
    active = forms.ChoiceField(
        required=False,
        choices=[("", "Active"), ("no", "Inactive"), ("all", "Active and inactive")],
        widget=forms.Select(attrs={"aria-label": "Account"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()
        self.fields["topic"].queryset = Topic.objects.in_use()


class StandingForm(forms.Form):
    """Role with what belongs to it: level, department or last day."""

    role = forms.ChoiceField(choices=[("", "Choose a role"), *Role.choices])
    level = forms.ChoiceField(
        choices=[("", "None"), *Level.choices], required=False, help_text="For account managers only."
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), required=False, empty_label="None", to_field_name="code"
    )
    access_until = DayField(
        label="Last day of access", required=False, help_text="For auditors only; they read until then."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.filter(active=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            standing = Standing(data["role"], data["level"], data["department"], data["access_until"])
            for field, objection in standing.objections(market_day(timezone.now())).items():
                self.add_error(field, objection)
        return data


class StaffInviteForm(StandingForm):
    email = forms.EmailField(label="E-mail")
    name = forms.CharField(max_length=120)
    field_order = ["email", "name", "role", "level", "department", "access_until"]


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(choices=time_zones)

    class Meta:
        model = User
        fields = ["name", "title", "phone", "time_zone"]


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TeamChoiceForm(forms.Form):
    team = forms.ModelChoiceField(Team.objects.none(), required=False, empty_label="No team", to_field_name="ref")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()


class TeamForm(forms.Form):
    name = forms.CharField(max_length=80)
    lead = PersonField(User.objects.none(), required=False, empty_label="Nobody yet", to_field_name="ref")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = User.objects.staff().active()


class AbsenceForm(forms.Form):
    """Which colleagues may stand in depends on whose absence it is."""

    starts_on = DayField(label="First day away")
    ends_on = DayField(label="Last day away")
    stand_in = PersonField(
        User.objects.none(),
        to_field_name="ref",
        empty_label="Choose a colleague",
        help_text="May act on the same participants in these days.",
    )
    note = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = User.objects.who_may_stand_in_for(person)


class MentoringForm(forms.Form):
    mentor = PersonField(User.objects.none(), to_field_name="ref", empty_label="Choose a mentor")
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until", required=False, help_text="The last day. Empty: until further notice.")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = User.objects.who_may_mentor().exclude(pk=person.pk)


class LastDayForm(forms.Form):
    ends_on = DayField(label="Last day")


class NoFieldsForm(forms.Form):
    """For buttons: nothing to fill in."""
