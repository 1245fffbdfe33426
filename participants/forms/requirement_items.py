"""The forms by which supervisors edit what a block asks for: one item, what it waits for, and the publication."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.forms import BaseFormSet, formset_factory

from accounts.models import Department
from participants.actions.requirements import LONGEST_NOTE
from participants.choices import FlightPart, SourceTag
from participants.models import Form
from participants.rules.requirements import Dependency, Item
from portal.calendars.models import Calendar
from portal.web.days import DayField

MOST_DAYS: Final = 2000
MOST_DEPENDENCIES: Final = 20
EMPTY_ROWS: Final = 2
KINDS: Final = [
    ("", "Nothing"),
    ("item", "An item"),
    ("all_above", "All items above"),
    ("all_mandatory", "All other mandatory items of this block"),
    ("block", "All mandatory items of a block"),
    ("range", "A range of items"),
]
NEEDED: Final = {"item": ("code",), "block": ("code",), "range": ("code", "last")}
CODE: Final = RegexValidator(
    r"^[A-Z0-9][A-Z0-9-]{1,11}\Z", "Give 2 to 12 capital letters, digits and hyphens, such as QSE-13."
)


class CodesField(forms.CharField):
    """Codes with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (one.strip() for one in super().clean(value).split(",")))))


class Suggesting(forms.TextInput):
    """A text field whose suggestions stand once on the page."""

    def __init__(self, source: str) -> None:
        super().__init__(attrs={"list": source, "autocomplete": "off", "class": "mono"})


class Picked(forms.MultipleChoiceField):
    """Some of a catalog's codes, in the order they stood in before; what is picked anew comes last."""

    widget = forms.CheckboxSelectMultiple

    def in_order(self, chosen: Iterable[str], before: Sequence[str]) -> tuple[str, ...]:
        picked = set(chosen)
        return (*(code for code in before if code in picked), *(code for code in chosen if code not in before))


class ItemForm(forms.Form):
    """One item but for its code and what it waits for. `revision` is the draft's that the page shows."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    evidence = forms.CharField(max_length=300, label="Closing evidence")
    reviewers = Picked(label="Reviewed by")
    form_codes = Picked(label="Forms", required=False)
    sections = CodesField(
        max_length=300, required=False, label="Sections of the rules", help_text="With commas: 16.2, 16.11.5"
    )
    least_days = forms.IntegerField(
        min_value=0, max_value=MOST_DAYS, required=False, label="Least days", help_text="Empty: nobody can say."
    )
    typical_days = forms.IntegerField(
        min_value=0, max_value=MOST_DAYS, required=False, label="Typical days", help_text="Empty: open-ended."
    )
    day_kind = forms.ChoiceField(label="Counted by")
    lead_note = forms.CharField(max_length=200, required=False, label="What the days leave open")
    recurrence = forms.CharField(
        max_length=200, required=False, label="Again", help_text="Such as “yearly”. Empty: once."
    )
    mandatory = forms.BooleanField(required=False, label="Mandatory")
    reusable = forms.BooleanField(
        required=False,
        label="Counts for the whole company",
        help_text="Accepted once, it is offered to every further registration of the same company.",
    )
    by_operator = forms.BooleanField(
        required=False,
        label="Brought about by the operator",
        help_text="Its reviewing department acts next, not the participant: a talk, a notice, a letter.",
    )
    flight = forms.ChoiceField(
        choices=[("", "None"), *FlightPart.choices], required=False, label="Part in a test flight"
    )
    source = forms.CharField(max_length=300, help_text="Where it is written.")
    tag = forms.ChoiceField(
        choices=SourceTag.choices, label="How sure", help_text="Only what was read in its source is verified."
    )
    effective_from = DayField(required=False, label="In effect from")
    effective_to = DayField(required=False, label="In effect until")

    def __init__(self, *args: Any, item: Item | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        reviewers, forms_used = (item.reviewers, item.form_codes) if item else ((), ())
        departments = Department.objects.filter(active=True).order_by("name")
        self._offer("reviewers", departments.values_list("code", "name"), reviewers)
        self._offer("form_codes", Form.objects.order_by("code").values_list("code", "title"), forms_used)
        self.fields["form_codes"].choices = [
            (code, f"{code} {title}" if title != code else code) for code, title in self.fields["form_codes"].choices
        ]
        calendars = [(row.code, f"{row.get_day_kind_display()}s ({row.name})") for row in Calendar.objects.all()]
        self.fields["day_kind"].choices = calendars

    def _offer(self, name: str, rows: Iterable[tuple[str, str]], held: Sequence[str]) -> None:
        """The catalog's rows, and what the item names though the catalog has it no more."""
        known = dict(rows)
        self.fields[name].choices = [*known.items(), *((code, code) for code in held if code not in known)]

    @classmethod
    def values_of(cls, item: Item) -> dict[str, Any]:
        values = {name: getattr(item, name) for name in cls.base_fields if hasattr(item, name)}
        return values | {"reviewers": list(item.reviewers), "form_codes": list(item.form_codes)}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        least, typical = data.get("least_days"), data.get("typical_days")
        if typical is not None and (least is None or least > typical):
            self.add_error("typical_days", "Give the least days too, and not more of them than typical ones.")
        first, last = data.get("effective_from"), data.get("effective_to")
        if first and last and last < first:
            self.add_error("effective_to", "The last day is before the first one.")
        return data

    def item_with(self, dependencies: tuple[Dependency, ...]) -> Item:
        data = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in ("reviewers", "form_codes"):
            before = getattr(self.item, name) if self.item else ()
            data[name] = self.fields[name].in_order(data[name], before)
        code = data.pop("code", None) or self.item.code
        return Item(code=code, dependencies=dependencies, asks=self.item.asks if self.item else (), **data)


class NewItemForm(ItemForm):
    code = forms.CharField(
        max_length=12,
        validators=[CODE],
        help_text="Such as QSE-13; it names this one item for good.",
        widget=forms.TextInput(attrs={"class": "mono"}),
    )
    field_order = ["revision", "code"]


class DependencyForm(forms.Form):
    """One thing an item waits for; what its kind has no use for may hold anything."""

    kind = forms.ChoiceField(choices=KINDS, required=False, label="Waits for")
    code = forms.CharField(max_length=12, required=False, label="Code", widget=Suggesting("known-codes"))
    last = forms.CharField(max_length=12, required=False, label="To", widget=Suggesting("known-codes"))
    without = CodesField(max_length=200, required=False, label="Without")

    @staticmethod
    def values_of(one: Dependency) -> dict[str, Any]:
        return {"kind": one.kind, "code": one.code or one.first, "last": one.last, "without": one.without}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in NEEDED.get(data.get("kind", ""), ()):
            if not data.get(name):
                self.add_error(name, "Give its code.")
        return data

    def dependency(self) -> Dependency | None:
        data = self.cleaned_data
        match data.get("kind"):
            case "item" | "block" as kind:
                return Dependency(kind, code=data["code"])
            case "range":
                return Dependency("range", first=data["code"], last=data["last"], without=data["without"])
            case "all_above" | "all_mandatory" as kind:
                return Dependency(kind)
        return None


class DependencyRows(BaseFormSet):
    """All that an item waits for; empty rows at the end add some."""

    def dependencies(self) -> tuple[Dependency, ...]:
        found = [form.dependency() for form in self.forms if form.cleaned_data]
        return tuple(dict.fromkeys(one for one in found if one is not None))


DependencyFormSet = formset_factory(
    DependencyForm,
    formset=DependencyRows,
    extra=EMPTY_ROWS,
    max_num=MOST_DEPENDENCIES,
    absolute_max=MOST_DEPENDENCIES,
    validate_max=True,
)


class StepForm(forms.Form):
    """A step of editing that needs nothing but the draft's revision."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class MoveForm(StepForm):
    direction = forms.ChoiceField(choices=[("up", "Up"), ("down", "Down")], widget=forms.HiddenInput)


class PublishDraftForm(StepForm):
    note = forms.CharField(
        max_length=LONGEST_NOTE,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands beside the version, and in the news to account managers.",
    )
    effective_from = DayField(
        required=False,
        label="In effect from",
        help_text="Empty: from today on. On a later day it takes effect by itself.",
    )
