"""The matrix of notifications: a row for each kind, a column for each channel; and when messages may come."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.apps import apps
from django.forms import BoundField

from portal.outbox import kinds
from portal.outbox.actions.preferences import HALF_QUIET, NO_TIME, chosen_by, side_of
from portal.outbox.choices import MailChoice
from portal.outbox.models import DeliverySettings
from portal.outbox.preferences import Channels, Timing

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CRITICAL: Final = "Always at once, also in quiet hours: it can't wait."
NEEDED: Final = "Can't be switched off: somebody has to act on it."


def clock_time(**given: Any) -> forms.TimeField:
    """The browser's own field for a time of day."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **given)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind with its two controls; `reason` says why something about it is fixed."""

    kind: kinds.Kind
    in_app: BoundField
    mail: BoundField
    reason: str


class PreferencesForm(forms.Form):
    quiet_from = clock_time(required=False, label="Quiet from", help_text="E-mails wait until the quiet hours end.")
    quiet_until = clock_time(required=False, label="Quiet until")
    quiet_weekends = forms.BooleanField(required=False, label="Quiet on Saturdays and Sundays")
    digest_at = clock_time(label="Digests come at")
    digest_weekday = forms.TypedChoiceField(
        label="The weekly digest comes on", coerce=int, choices=list(enumerate(WEEKDAYS))
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds.choosable(side_of(user))
        chosen = chosen_by(user)
        for kind in self.kinds:
            self._add(kind, chosen[kind.code])
        timing = Timing.of(DeliverySettings.objects.visible_to(user).first())
        for name in ("quiet_from", "quiet_until", "quiet_weekends", "digest_at", "digest_weekday"):
            self.fields[name].initial = getattr(timing, name)

    def _add(self, kind: kinds.Kind, chosen: Channels) -> None:
        """Controls that allow no more than the kind does; a fixed one ignores whatever is sent."""
        always = kind.critical or (not kind.optional and kind.default_in_app)
        self.fields[f"app-{kind.code}"] = forms.BooleanField(
            required=False,
            disabled=always,
            initial=chosen.in_app,
            widget=forms.CheckboxInput(attrs={"aria-label": f"{kind.label}: in the portal"}),
        )
        choices = [choice for choice in MailChoice.choices if kind.optional or choice[0] != MailChoice.OFF]
        self.fields[f"mail-{kind.code}"] = forms.ChoiceField(
            choices=choices,
            disabled=kind.critical,
            initial=chosen.mail,
            widget=forms.Select(attrs={"aria-label": f"{kind.label}: e-mail"}),
        )

    def groups(self) -> Iterator[tuple[str, list[Line]]]:
        """The rows under the name of the app that tells them, in the order of these names."""
        of_app: dict[str, list[Line]] = {}
        for kind in self.kinds:
            reason = CRITICAL if kind.critical else "" if kind.optional else NEEDED
            line = Line(kind, self[f"app-{kind.code}"], self[f"mail-{kind.code}"], reason)
            of_app.setdefault(app_name(kind.code), []).append(line)
        yield from sorted(of_app.items())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if {"quiet_from", "quiet_until"} & self.errors.keys():
            return data
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if (begins is None) != (ends is None):
            self.add_error("quiet_until" if ends is None else "quiet_from", HALF_QUIET)
        elif begins is not None and begins == ends:
            self.add_error("quiet_until", NO_TIME)
        return data

    def choices(self) -> dict[str, Channels]:
        """The matrix as the action takes it; call for a valid form."""
        data = self.cleaned_data
        return {kind.code: Channels(data[f"app-{kind.code}"], data[f"mail-{kind.code}"]) for kind in self.kinds}

    def timing(self) -> Timing:
        names = ("quiet_from", "quiet_until", "quiet_weekends", "digest_at", "digest_weekday")
        return Timing(**{name: self.cleaned_data[name] for name in names})


def app_name(code: str) -> str:
    """The app that a kind belongs to, in its own words."""
    label = code.partition(".")[0]
    return str(apps.get_app_config(label).verbose_name) if label in apps.app_configs else label.capitalize()
