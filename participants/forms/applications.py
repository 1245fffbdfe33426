"""Forms about applications: the public one, and those of the desk."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.html import format_html

from accounts.models import User
from participants.application_lists import VIEWS
from participants.forms.assignments import PersonField
from participants.forms.filters import bare
from participants.forms.lookups import CompanyField, companies
from participants.market_roles import registrable
from participants.models import Application, MarketRole, Participant
from participants.rules import intake
from portal.web.days import DayField

OPENED: Final = signing.TimestampSigner(salt="participants.apply.opened")
AGAIN: Final = "That was quick, or this page had been open for long. Please look over what you wrote and send it again."
CONSENT: Final = "I agree that what I send here is stored and used to answer me."
MOST_ROLES: Final = 8


class RolesField(forms.ModelMultipleChoiceField):
    """Market roles by what they are called, each with what it does."""

    def __init__(self, **kwargs: Any) -> None:
        rows = MarketRole.objects.none()
        super().__init__(rows, to_field_name="code", widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, role: MarketRole) -> str:
        note = format_html('<span class="choice-note">{}</span>', role.description) if role.description else ""
        return format_html('<span class="choice-text"><strong>{}</strong>{}</span>', role.name, note)


class IntakeForm(forms.Form):
    """What anybody may send. `homepage` is seen by machines only; `opened` says when the page was drawn."""

    company = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    contact_name = forms.CharField(
        max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        max_length=254, label="Your e-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = forms.CharField(
        max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    roles = RolesField(required=False, label="Intended market roles, if you know them already")
    intended_start = DayField(required=False, label="Intended start")
    message = forms.CharField(
        max_length=4000, required=False, label="What you plan", widget=forms.Textarea(attrs={"rows": 5})
    )
    consent = forms.BooleanField(label=CONSENT, error_messages={"required": "Without your consent we may not keep it."})
    homepage = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = registrable(timezone.now())

    @property
    def is_decoyed(self) -> bool:
        """Something filled in what no person sees."""
        return bool(self.data.get("homepage"))

    def clean_roles(self) -> list[MarketRole]:
        roles = list(self.cleaned_data["roles"])
        if len(roles) > MOST_ROLES:
            raise forms.ValidationError(f"Choose at most {MOST_ROLES}; the others can follow.")
        return roles

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not _opened_in_time(data.get("opened", "")):
            raise forms.ValidationError(AGAIN)
        return data

    def sent(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in SENT}


SENT: Final = ("company", "contact_name", "email", "phone", "roles", "intended_start", "message")


def opened_now() -> str:
    """The mark of a page drawn at this moment."""
    return OPENED.sign("apply")


def mark_after(mark: str) -> str:
    """What a page that is drawn again carries: the same mark as long as it is good, so nobody has to wait twice."""
    return mark if _is_younger_than(intake.LONGEST, mark) else opened_now()


def _opened_in_time(mark: str) -> bool:
    """Nobody fills the form in within seconds; a page of yesterday is asked to be sent again."""
    return _is_younger_than(intake.LONGEST, mark) and not _is_younger_than(intake.LEAST, mark)


def _is_younger_than(age: timedelta, mark: str) -> bool:
    try:
        OPENED.unsign(mark, max_age=age)
    except signing.BadSignature:
        return False
    return True


class ApplicationFilter(forms.Form):
    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    role = forms.ModelChoiceField(
        MarketRole.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Any role",
        widget=forms.Select(attrs=bare("Intended role")),
    )
    manager = forms.ModelChoiceField(
        User.objects.who_manage(),
        to_field_name="ref",
        required=False,
        empty_label="Any account manager",
        widget=forms.Select(attrs=bare("Account manager")),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.fields["role"].queryset = registrable(timezone.now())

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))


class OfApplicationForm(forms.Form):
    """`user` narrows what the choices offer; `application` is what the form is about."""

    def __init__(self, *args: Any, user: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.application = application
        self.narrow()

    def narrow(self) -> None:
        """Limit relational fields to rows the person may see; called once, after the fields exist."""


class AssignForm(OfApplicationForm):
    person = PersonField(label="Account manager")

    def narrow(self) -> None:
        people = self.fields["person"]
        people.queryset = people.queryset.exclude(pk=self.application.account_manager_id)
        if not self.user.can("participants.assign"):
            people.queryset = people.queryset.filter(pk=self.user.pk)


class AnswerForm(OfApplicationForm):
    answer = forms.CharField(
        max_length=4000,
        label="How they were answered",
        help_text="Only the staff reads it. Nothing is sent from here.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WhyForm(OfApplicationForm):
    reason = forms.CharField(
        max_length=1000, help_text="Only the staff reads it.", widget=forms.Textarea(attrs={"rows": 3})
    )


class NothingForm(OfApplicationForm):
    """A button: there is nothing to fill in."""


NONE_OF_THESE: Final = "None of these: a new participant"


class CandidateField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        rows = Participant.objects.none()
        super().__init__(rows, to_field_name="ref", required=False, widget=forms.RadioSelect, **kwargs)

    def label_from_instance(self, row: Participant) -> str:
        note = " · ".join(filter(None, [", ".join(row.role_codes or []), row.duns, row.manager_name]))
        if row.same_person:
            note = f"{note} · this e-mail address is a contact there".removeprefix(" · ")
        told = format_html('<span class="choice-note">{}</span>', note) if note else ""
        return format_html('<span class="choice-text"><strong>{}</strong>{}</span>', row.name, told)


class TakeUpForm(OfApplicationForm):
    """A new participant, one of those that look alike, or any other one by name or DUNS."""

    participant = CandidateField(label="Is it one of these?")
    other = CompanyField(
        required=False, label="Another participant", help_text="By DUNS number or exact name, if it is known already."
    )
    name = forms.CharField(max_length=200, required=False, label="Legal name", help_text="Of a new participant.")
    roles = RolesField(
        label="Market roles", error_messages={"required": "Choose at least one; ask the company which one it intends."}
    )

    def __init__(self, *args: Any, candidates: list[Participant], **kwargs: Any) -> None:
        self.candidates = candidates
        super().__init__(*args, **kwargs)

    def narrow(self) -> None:
        self.fields["roles"].queryset = registrable(timezone.now())
        self.fields["other"].rows = companies(self.user)
        open_to = [row for row in self.candidates if not row.stub]
        field = self.fields["participant"]
        field.queryset = Participant.objects.visible_to(self.user).filter(pk__in=[row.pk for row in open_to])
        field.choices = [("", NONE_OF_THESE), *((row.ref, field.label_from_instance(row)) for row in open_to)]
        if not open_to:
            del self.fields["participant"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        other = data.pop("other", None)
        if other is not None and data.get("participant") is not None and data["participant"] != other:
            self.add_error("other", "Choose either one of those above or another one.")
        data["participant"] = data.get("participant") or other
        return data
