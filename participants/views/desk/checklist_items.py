"""The page of one item of a checklist, and its files."""

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from participants import permissions
from participants.checklist_pages import TONES, Line, items_shown, lines_of, review_clocks_of, states_in_words
from participants.checklist_pages import clocks_of as due_clocks_of
from participants.forms.checklist_items import NoteForm
from participants.item_offers import offers_of
from participants.models import ChecklistItem, ItemEvidence, ItemRound, Requirement, ReviewNote, Waiver
from participants.requirement_pages import Names, Shown
from participants.requirements import item_of
from participants.views.desk.requirements import item_history
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.documents.serving import respond
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView

HISTORY = 50
NOTES = 50
VERSIONS = 10


class ChecklistItemView(DeskDoor, ScopedDetailView):
    """What is asked, how far it is, every round of evidence with what was said about it, and what one may do."""

    capability = "participants.view"
    model = ChecklistItem
    template_name = "participants/checklist_item.html"

    def scope(self) -> QuerySet[ChecklistItem]:
        named = ("participant", "requirement__version__block", "checklist__registration__role", "holder")
        return super().scope().select_related(*named, "reused_from__checklist__registration__role")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, self.request.user
        names = Names.read()
        lines = self._lines()
        line = next(one for one in lines if one.item.pk == row.pk)
        waivers = self._waivers()
        asked = next((one for one in waivers if one.decided_at is None), None)
        events = AuditEvent.objects.concerning(row.participant_id).filter(
            object_ref__in=[row.ref, *(w.ref for w in waivers)]
        )
        may_note = permissions.can_note(user, row)
        return super().get_context_data(
            participant=row.participant,
            checklist=row.checklist,
            registration=row.checklist.registration,
            requirement=row.requirement,
            shown=Shown(item_of(row.requirement), names),
            line=line,
            before=[one for one in lines if one.code in row.waits_for],
            after=[one for one in lines if row.code in one.item.waits_for],
            rounds=self._rounds(),
            values=self._values(),
            notes=self._notes(),
            waivers=waivers,
            asked=asked,
            offers=offers_of(user, line, asked),
            note_form=NoteForm(user=user, participant=row.participant, row=row) if may_note else None,
            due_clock=due_clocks_of([row]).get(row.ref),
            review_clock=review_clocks_of([row]).get(row.ref),
            history=self._versions(),
            events=[states_in_words(told(event)) for event in events[:HISTORY]],
            today=market_day(timezone.now()),
            **kwargs,
        )

    def _lines(self) -> list[Line]:
        """All items of the checklist."""
        lines = lines_of(items_shown(ChecklistItem.objects.filter(checklist=self.object.checklist_id)))
        return [replace(one, item=self.object) if one.item.pk == self.object.pk else one for one in lines]

    def _rounds(self) -> list[ItemRound]:
        files = Prefetch("evidence", ItemEvidence.objects.select_related("document").order_by("pk"))
        rows = ItemRound.objects.visible_to(self.request.user).filter(item=self.object)
        rows = list(rows.select_related("submitted_by", "reviewed_by").prefetch_related(files).order_by("-number"))
        for row in rows:
            row.told = self._told(row.values)
            row.tone = TONES.get(row.outcome, "neutral")
        return rows

    def _told(self, values: dict[str, str]) -> list[tuple[str, str]]:
        labels = {ask.name: ask.label for ask in item_of(self.object.requirement).asks}
        return [(labels.get(name, name), value) for name, value in values.items() if value]

    def _values(self) -> list[tuple[str, str]]:
        return self._told(self.object.values)

    def _notes(self) -> list[ReviewNote]:
        rows = ReviewNote.objects.visible_to(self.request.user).filter(item=self.object)
        return list(rows.select_related("written_by").order_by("-written_at", "-id")[:NOTES])

    def _waivers(self) -> list[Waiver]:
        rows = Waiver.objects.visible_to(self.request.user).filter(item=self.object)
        rows = list(rows.select_related("asked_by", "decided_by").order_by("-asked_at", "-id"))
        for row in rows:
            row.item = self.object
        return rows

    def _versions(self) -> list[Any]:
        rows = Requirement.objects.filter(code=self.object.code).select_related(
            "version__block", "version__published_by"
        )
        return item_history(list(rows.order_by("-version__published_at", "-id")[:VERSIONS]))


class EvidenceDownloadView(DeskDoor, ScopedDetailView):
    """One stored file; who may see the participant may read it."""

    capability = "participants.view"
    model = ItemEvidence

    def scope(self) -> QuerySet[ItemEvidence]:
        return super().scope().select_related("document")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return respond(self.get_object().document, to=request.user)
