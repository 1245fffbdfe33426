"""Protected entries at the desk: the list, the page that sets a class, the release of one whose time has passed."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from issues import issue_reading, permissions
from issues.actions import protected_releases as releases
from issues.actions.protecting import protect_entry, what
from issues.forms.protecting import ProtectedEntryFilter, ProtectForm
from issues.models import Comment, Issue, Note, ProtectedEntry
from issues.rules.protected_fields import LABELS
from participants.forms.disclosures import WhyForm
from participants.forms.protection import KeepForm
from participants.models import Participant
from participants.permissions.participants import can_export
from participants.permissions.protection import can_disclose, discloses
from participants.views.desk.pages import DeskForm
from participants.views.desk.protection import BY_DAY, VIEWS
from portal.documents.choices import Protection
from portal.documents.models import ProtectionClass
from portal.documents.opening import Entry, note_entries
from portal.documents.protection import expired
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionButton, ScopedListView


class EntryDoor(DeskDoor):
    capability = "issues.view"
    denial = "Your role does not read issues."


class ProtectedEntryListView(EntryDoor, ScopedListView):
    """Comments, notes and fields of issues with their class; as CSV and XLSX for those who may export."""

    model = ProtectedEntry
    filter_form = ProtectedEntryFilter
    template_name = "issues/protected_list.html"
    export_name = "protected-entries"
    export_verb = "issues.entries.exported"
    export_columns = {
        "Issue": lambda row: row.issue_ref,
        "What": what,
        "Participant": lambda row: row.participant.name,
        "Class": lambda row: row.protection,
        "Name of the class": lambda row: Protection(row.protection).label,
        "Confidential until": lambda row: row.confidential_until.isoformat() if row.confidential_until else "",
        "How reckoned": lambda row: row.why_until,
        "Grounds": lambda row: row.because,
        "Set by": lambda row: "operator" if row.set_by_operator else "participant or category",
        "Released": lambda row: row.released_at.isoformat() if row.released_at else "",
    }

    @property
    def view(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in VIEWS else next(iter(VIEWS))

    def may_export(self) -> Answer:
        return can_export(self.request.user)

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant").with_places()

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        latest = {"latest": ("-set_at", "-id")}
        self.orders = latest if self.view in ("endless", "released") else BY_DAY
        self.today = market_day(timezone.now())
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        ref = wanted.get("participant")
        self.about = Participant.objects.visible_to(self.request.user).filter(ref=ref).first() if ref else None
        if self.about is not None:
            rows = rows.of(self.about)
        if wanted.get("protection"):
            rows = rows.filter(protection=wanted["protection"])
        self.every = rows
        return self._in(self.view)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        for row in page.rows:
            row.what, row.expired = what(row), expired(row.confidential_until, self.today)
        counts = {key: bounded_count(self._in(key)) for key in VIEWS if key != self.view}
        tabs = [(key, label, counts.get(key, page.total)) for key, label in VIEWS.items()]
        may_export = can_export(self.request.user)
        return super().get_context_data(tabs=tabs, view=self.view, about=self.about, may_export=may_export, **kwargs)

    def _in(self, view: str) -> QuerySet:
        if view == "eligible":
            return self.every.eligible(self.today)
        if view == "released":
            return self.every.filter(released_at__isnull=False)
        return self.every.protected().filter(confidential_until__isnull=view == "endless")


class IssueProtectView(DeskForm):
    """How one comment, note or field (`of`) is protected; where its time has passed, whether it is released."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue
    form_class = ProtectForm
    template_name = "issues/issue_protect.html"
    title = "Protected Information"
    lead = "In {row.title}"
    submit_label = "Save"
    success_message = "Saved."

    def scope(self) -> QuerySet:
        return issue_reading.for_desk(self.request.user)

    def permission(self) -> Answer:
        return permissions.can_protect(self.request.user, self.object)

    @property
    def named(self) -> str:
        return self.kwargs["of"]

    @cached_property
    def thing(self) -> Comment | Note | None:
        """The comment or note; None for a field. What is not there, or not of this issue, is not found."""
        if self.named in LABELS:
            return None
        for model in (Comment, Note):
            row = model.objects.visible_to(self.request.user).filter(issue=self.object, ref=self.named).first()
            if row is not None:
                return row
        raise Http404

    @cached_property
    def entry(self) -> ProtectedEntry | None:
        thing, rows = self.thing, ProtectedEntry.objects.select_related("set_by", "proposed_by", "released_by")
        if thing is None:
            return rows.filter(issue=self.object, field=self.named).first()
        return rows.filter(Q(note=thing) if isinstance(thing, Note) else Q(comment=thing)).first()

    def get_initial(self) -> dict[str, Any]:
        known = (
            ProtectForm.values_of(self.entry) if self.entry is not None else {"basis_day": self.object.operating_day}
        )
        return super().get_initial() | known

    def act(self, data: dict[str, Any], **who: Any) -> ProtectedEntry:
        given = {"field": self.named} if self.thing is None else {"thing": self.thing}
        return protect_entry(issue=self.object, **given, **data, **who)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url() + (f"#{self.thing.ref}" if self.thing is not None else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thing, entry, user = self.thing, self.entry, self.request.user
        value = "" if thing is not None else getattr(self.object, self.named)
        rule = ProtectionClass.objects.filter(code=entry.protection).first() if entry is not None else None
        if thing is not None or value:
            self._note_shown(rule)
        return super().get_context_data(
            thing=thing,
            label="" if thing is not None else LABELS[self.named],
            value=value,
            entry=entry,
            expired=entry is not None and expired(entry.confidential_until, market_day(timezone.now())),
            rule=rule,
            may_release=can_disclose(user, self.object.participant),
            **kwargs,
        )

    def _note_shown(self, rule: ProtectionClass | None) -> None:
        """The owner reads of it, as of the page of the issue."""
        entry, issue, user = self.entry, self.object, self.request.user
        if entry is None or entry.released_at is not None or entry.protection == Protection.PUBLIC:
            return
        named = rule is None or rule.names_reader
        name = f"{what(entry)} in {issue.ref}"
        shown = Entry(entry.participant_id, entry.ref, name, entry.protection, entry.inner, named)
        note_entries([shown], by=user, now=timezone.now())


class EntryStep(EntryDoor, ActionButton):
    """Whether an entry is let go of, or stays protected for longer."""

    model = ProtectedEntry

    def scope(self) -> QuerySet:
        return super().scope().select_related("issue", "comment__issue", "note__issue").with_places()

    def permission(self) -> Answer:
        return discloses(self.request.user)

    def get_success_url(self) -> str:
        return reverse("issues:issue-protect", args=[self.object.issue_ref, self.object.of_what])


class ReleaseEntryView(EntryStep):
    form_class = WhyForm

    def act(self, data: dict[str, Any], **who: Any) -> ProtectedEntry:
        return releases.release_entry(entry=self.object, **data, **who)

    def tell_done(self) -> None:
        messages.success(self.request, "A second person has to agree." if self.done.waits else "It is released.")


class ConfirmEntryView(EntryStep):
    success_message = "It is released."

    def act(self, data: dict[str, Any], **who: Any) -> ProtectedEntry:
        return releases.confirm_entry_release(entry=self.object, **who)


class KeepEntryView(EntryStep):
    form_class = KeepForm
    success_message = "It stays protected."

    def act(self, data: dict[str, Any], **who: Any) -> ProtectedEntry:
        return releases.keep_entry(entry=self.object, **data, **who)
