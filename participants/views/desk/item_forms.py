"""The forms about an item of a checklist; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from participants import permissions
from participants.actions import checklist_items as items
from participants.actions import reviews, waivers
from participants.forms.checklist_items import (
    AcceptForm,
    AskForm,
    AskWaiverForm,
    DeclineWaiverForm,
    EvidenceForm,
    GrantWaiverForm,
    NoteForm,
    ReturnForm,
    TheyReadReasonForm,
)
from participants.models import ChecklistItem, ReviewNote, Waiver
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton


class OfItem(DeskForm):
    """About one item; ends on its page."""

    model = ChecklistItem
    section = "checklists"

    def scope(self) -> Any:
        return super().scope().select_related("requirement", "checklist__registration__role")

    @property
    def item(self) -> ChecklistItem:
        return self.object

    def get_success_url(self) -> str:
        return self.item.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=self.item.code, **kwargs)


class ItemAskView(OfItem):
    form_class = AskForm
    title = "Ask for {row.code}"
    lead = "The participant's users are told that it is their turn."
    submit_label = "Ask participant"
    success_message = "Asked. The participant's users are told."

    def permission(self) -> Answer:
        return permissions.can_ask_participant(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return items.ask_for_item(item=self.object, **data, **who)


class ItemRecordView(OfItem):
    """What reached the operator another way."""

    form_class = EvidenceForm
    title = "Record evidence for {row.code}"
    lead = "What reached you by mail or on paper. The round says that the operator recorded it."
    submit_label = "Record evidence"
    success_message = "Recorded. It waits for the reviewing department."

    def permission(self) -> Answer:
        return permissions.can_submit(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return items.submit_item(item=self.object, **data, **who)


class OfReview(OfItem):
    def permission(self) -> Answer:
        return permissions.can_review(self.request.user, self.object)


class ItemReturnView(OfReview):
    form_class = ReturnForm
    title = "Return {row.code}"
    lead = "Say what is missing: the participant reads it, word by word."
    submit_label = "Return"
    success_message = "Returned. The participant's users are told."

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return reviews.return_item(item=self.object, **data, **who)


class ItemAcceptView(OfReview):
    form_class = AcceptForm
    title = "Accept {row.code}"
    lead = "The evidence will do. What waited for it may go on."
    submit_label = "Accept"
    success_message = "Accepted."

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return reviews.accept_item(item=self.object, **data, **who)


class ItemReopenView(OfReview):
    form_class = TheyReadReasonForm
    title = "Ask again for {row.code}"
    lead = "What was settled is open again."
    submit_label = "Ask again"
    danger = True
    success_message = "It is asked for again."

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return reviews.reopen_item(item=self.object, **data, **who)


class ItemExcludeView(OfItem):
    form_class = TheyReadReasonForm
    title = "{row.code} does not apply"
    lead = "Only items that are asked for where they apply. A mandatory one takes a second person."
    submit_label = "Not applicable"
    success_message = "It does not apply."

    def permission(self) -> Answer:
        return permissions.can_ask_participant(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return items.exclude_item(item=self.object, **data, **who)


class ItemAskWaiverView(OfItem):
    form_class = AskWaiverForm
    title = "Do without {row.code}"
    lead = "You ask, with a reason; a supervisor or a senior account manager decides. Nobody decides alone."
    submit_label = "Ask for the waiver"
    success_message = "Asked. It waits for a second person."

    def permission(self) -> Answer:
        return permissions.can_ask_waiver(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Waiver:
        return waivers.ask_waiver(item=self.object, **data, **who)


class ItemNoteView(OfItem):
    form_class = NoteForm
    title = "Note on {row.code}"
    submit_label = "Add note"
    success_message = "Noted, for the staff only."

    def permission(self) -> Answer:
        return permissions.can_note(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ReviewNote:
        return reviews.note_item(item=self.object, **data, **who)


class ItemTakeUpView(DeskDoor, ActionButton):
    """The review begins."""

    capability = "participants.view"
    model = ChecklistItem
    success_message = "You have taken up {object.code}."

    def scope(self) -> Any:
        return super().scope().select_related("participant", "requirement", "checklist__registration")

    def permission(self) -> Answer:
        return permissions.can_review(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return reviews.take_up_item(item=self.object, **who)


class OfWaiver(OfItem):
    """The second person decides; ends on the item's page."""

    model = Waiver

    def scope(self) -> Any:
        rows = super(OfItem, self).scope()
        return rows.select_related(
            "asked_by", "item__participant", "item__requirement", "item__checklist__registration"
        )

    @property
    def item(self) -> ChecklistItem:
        return self.object.item

    def permission(self) -> Answer:
        return permissions.can_decide_waiver(self.request.user, self.object)


class WaiverGrantView(OfWaiver):
    form_class = GrantWaiverForm
    title = "Grant the waiver of {row.item.code}"
    lead = "{row.asked_by.name} asks: {row.reason}"
    submit_label = "Grant waiver"
    success_message = "Granted. The item is settled without its evidence."

    def act(self, data: dict[str, Any], **who: Any) -> Waiver:
        return waivers.grant_waiver(waiver=self.object, **data, **who)


class WaiverDeclineView(OfWaiver):
    form_class = DeclineWaiverForm
    title = "Decline the waiver of {row.item.code}"
    lead = "{row.asked_by.name} asks: {row.reason}"
    submit_label = "Decline waiver"
    danger = True
    success_message = "Declined. The evidence is wanted after all."

    def act(self, data: dict[str, Any], **who: Any) -> Waiver:
        return waivers.decline_waiver(waiver=self.object, **data, **who)
