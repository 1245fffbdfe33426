"""Changing a calendar: a form, a preview of what would move, and only then a new version."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from portal.calendars import drafts, loading
from portal.calendars.actions.calendars import publish_version, require_publishable
from portal.calendars.actions.recompute import what_would_move
from portal.calendars.drafts import Draft, HolidayDraft
from portal.calendars.forms.changing import AddHolidayForm, CalendarForm, HolidayForm, HolidayFormSet, PublishForm
from portal.calendars.permissions import ONLY_SUPERVISORS
from portal.calendars.views.calendars import CalendarDoor, Shown
from portal.lifecycle import subjects
from portal.lifecycle.refusals import Refused

EXAMPLES: Final = 20
# Rows of the form, which leaves room for new ones; what is further ahead is changed through the API.
MOST_SHOWN: Final = 100
ROWS: Final = "holidays"


class ChangeDoor(CalendarDoor):
    """Supervisors only, told why."""

    capability = "calendars.edit"
    denial = ONLY_SUPERVISORS.reason

    def preview(self, shown: Shown, draft: Draft, base: int, form: PublishForm | None = None) -> HttpResponse:
        """What publishing would change and move; writes nothing. Raises `Refused` for what cannot be published."""
        changes = require_publishable(shown.row, draft, base)
        if form is None:
            form = PublishForm(initial={"draft": draft, "base": base})
        now = timezone.now()
        calendar = draft.work_calendar(shown.row, shown.version.number + 1)
        moves = what_would_move(shown.row, calendar, now=now, limit=EXAMPLES)
        context = {
            "shown": shown,
            "form": form,
            "changes": [(drafts.what_in_words(what), *values) for what, values in changes.items()],
            "moves": moves,
            "examples": [example | {"late": example["new"] < now} for example in named(moves, self.request.user)],
        }
        return self.page("calendars/calendar_preview.html", context, 422 if form.errors else 200)

    def page(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        return render(self.request, template, context, status=status)


class CalendarChangeView(ChangeDoor, View):
    """The whole calendar as a form. Posting it shows the preview; posting a `draft` opens the form with it."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        shown = self.find()
        return self.form_of(shown, loading.draft_of(shown.version), shown.version.number)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        shown = self.find()
        if "draft" in request.POST:
            return self.again(shown)
        present = loading.draft_of(shown.version)
        form = CalendarForm(request.POST)
        rows = HolidayFormSet(request.POST, initial=initial_rows(present, shown), prefix=ROWS)
        if form.is_valid() and rows.is_valid():
            try:
                return self.preview(shown, form.draft(kept(shown) + rows.holidays()), form.cleaned_data["base"])
            except Refused as refusal:
                form.add_error(None, refusal.reason)
        return self.filled(shown, form, rows, 422)

    def again(self, shown: Shown) -> HttpResponse:
        """Back from the preview, with what was given."""
        publishing = PublishForm(self.request.POST)
        publishing.is_valid()
        given = publishing.cleaned_data
        draft = given.get("draft") or loading.draft_of(shown.version)
        return self.form_of(shown, draft, given.get("base") or shown.version.number)

    def form_of(self, shown: Shown, draft: Draft, base: int) -> HttpResponse:
        form = CalendarForm(initial=CalendarForm.initial_of(draft, base))
        return self.filled(shown, form, HolidayFormSet(initial=initial_rows(draft, shown), prefix=ROWS), 200)

    def filled(self, shown: Shown, form: CalendarForm, rows: Any, status: int) -> HttpResponse:
        context = {"shown": shown, "form": form, "rows": rows, "first_year": first_year(shown)}
        context["ahead"] = next((one.day for one in kept(shown) if one.day.year >= first_year(shown)), None)
        return self.page("calendars/calendar_change.html", context, status)


class HolidayAddView(ChangeDoor, View):
    """One more holiday, straight to the preview."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        shown = self.find()
        return self.filled(shown, AddHolidayForm(initial={"base": shown.version.number}), 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        shown = self.find()
        form = AddHolidayForm(request.POST)
        if form.is_valid():
            try:
                draft = loading.draft_of(shown.version).with_holiday(form.holiday())
                return self.preview(shown, draft, form.cleaned_data["base"])
            except Refused as refusal:
                form.add_error(None, refusal.reason)
        return self.filled(shown, form, 422)

    def filled(self, shown: Shown, form: AddHolidayForm, status: int) -> HttpResponse:
        return self.page("calendars/holiday_add.html", {"shown": shown, "form": form}, status)


class CalendarPublishView(ChangeDoor, View):
    """The button under the preview."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        shown = self.find()
        form = PublishForm(request.POST)
        try:
            return self.publish(shown, form)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        return HttpResponseRedirect(shown.row.get_absolute_url())

    def publish(self, shown: Shown, form: PublishForm) -> HttpResponse:
        if not form.is_valid() and {"draft", "base"} & form.errors.keys():
            raise Refused(drafts.UNREADABLE)
        draft, base = form.cleaned_data["draft"], form.cleaned_data["base"]
        if form.errors:
            return self.preview(shown, draft, base, form)
        run = publish_version(
            calendar=shown.row,
            week=draft.week,
            zone=draft.zone,
            holidays=draft.holidays,
            entered_yearly=draft.entered_yearly,
            note=form.cleaned_data["note"],
            base=base,
            by=self.request.user,
            now=timezone.now(),
        )
        messages.success(self.request, f"Version {run.version.number} holds from now on; its deadlines are worked out.")
        return HttpResponseRedirect(shown.row.get_absolute_url())


def first_year(shown: Shown) -> int:
    """Holidays of earlier years stay as they are."""
    return shown.today.year - 1


def kept(shown: Shown) -> tuple[HolidayDraft, ...]:
    """The holidays that the form does not show and that stay as they are: earlier ones, and those too far ahead."""
    days = loading.draft_of(shown.version).holidays
    earlier = sum(one.day.year < first_year(shown) for one in days)
    return days[:earlier] + days[earlier + MOST_SHOWN :]


def initial_rows(draft: Draft, shown: Shown) -> list[dict[str, Any]]:
    hidden = {one.day for one in kept(shown)}
    return [HolidayForm.initial_of(one) for one in draft.holidays if one.day not in hidden]


def named(moves: Any, user: Any) -> list[dict[str, Any]]:
    """The examples with the rows they are about, as far as the person may see those; one statement a kind."""
    refs: dict[str, set[str]] = {}
    for clock, _, _ in moves.examples:
        refs.setdefault(clock.subject_type, set()).add(clock.subject_ref)
    known = {kind: subjects.visible(user, kind, wanted) for kind, wanted in refs.items()}
    return [
        {"clock": clock, "old": old, "new": new, "about": known[clock.subject_type].get(clock.subject_ref)}
        for clock, old, new in moves.examples
    ]
