"""Supervisors edit what a block asks for: a draft of their own, its preview, and its publication."""

from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from participants import permissions
from participants.actions import drafts as actions
from participants.actions.requirements import HOLDS, withdraw_block_version
from participants.adopting import running
from participants.forms.requirement_items import (
    DependencyForm,
    DependencyFormSet,
    ItemForm,
    MoveForm,
    NewItemForm,
    PublishDraftForm,
    StepForm,
)
from participants.models import BlockDraft, Checklist, RequirementBlock
from participants.requirement_drafts import known_codes, preview_of, rows_of
from participants.rules.requirements import Item
from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionFormView

# How many running checklists a preview names.
NAMED: Final = 10


class BlockEditing(DeskDoor, ActionFormView):
    """About the person's draft of one block; every step ends at the page that shows the draft."""

    form_class: Any = StepForm
    template_name = "participants/requirement_edit.html"

    @cached_property
    def block(self) -> RequirementBlock:
        block = RequirementBlock.objects.visible_to(self.request.user).filter(code=self.kwargs["code"]).first()
        if block is None:
            raise Http404
        return block

    @cached_property
    def draft(self) -> BlockDraft:
        return actions.beginning(block=self.block, by=self.request.user)

    def permission(self) -> Answer:
        return permissions.can_edit_catalog(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.draft.revision}

    def get_success_url(self) -> str:
        return reverse("participants:requirement-edit", args=[self.block.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        present = self.block.versions.current().select_related("published_by").get()
        return super().get_context_data(
            part=self.block,
            draft=self.draft,
            present=present,
            stale=present.pk != self.draft.base_id,
            coming=self.block.versions.coming().first(),
            **kwargs,
        )


class BlockEditView(BlockEditing):
    """The items of the draft with what can be done to each."""

    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | edit_page(self.draft, self.request.GET.get("focus", ""))


def edit_page(draft: BlockDraft, focus: str = "") -> dict[str, Any]:
    rows, dropped = rows_of(draft)
    return {"rows": rows, "dropped": dropped, "preview": preview_of(draft), "focus": focus}


class DraftStepView(BlockEditing):
    """A button of the editing page; a refusal stands above that page as it is now."""

    http_method_names = ["post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # As it is now: the step was refused, and whoever looks goes on from here.
        self.__dict__.pop("draft", None)
        return super().get_context_data(**kwargs) | edit_page(self.draft)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return self.step(block=self.block, **data, **who)

    def step(self, **given: Any) -> Any:
        raise NotImplementedError("A button of the editing page takes one step.")


class ItemMoveView(DraftStepView):
    form_class = MoveForm

    def step(self, **given: Any) -> Any:
        self.direction = given["direction"]
        return actions.move_item(code=self.kwargs["item"], **given)

    def get_success_url(self) -> str:
        """The button that was pressed has the focus again, so that it can be pressed again."""
        place = urlencode({"focus": f"{self.kwargs['item']} {self.direction}"})
        return f"{super().get_success_url()}?{place}"


class ItemRemoveView(DraftStepView):
    def step(self, **given: Any) -> Any:
        return actions.remove_item(code=self.kwargs["item"], **given)


class ItemBringBackView(DraftStepView):
    def step(self, **given: Any) -> Any:
        return actions.bring_back_item(code=self.kwargs["item"], **given)


class DraftCarryOverView(DraftStepView):
    success_message = "Your changes stand on what holds now. Look them over before you publish."

    def step(self, **given: Any) -> Any:
        return actions.carry_draft_over(**given)


class DraftDiscardView(DraftStepView):
    success_message = "The draft was discarded."

    def step(self, **given: Any) -> Any:
        return actions.discard_draft(**given)

    def get_success_url(self) -> str:
        return self.block.get_absolute_url()


class ItemEditView(BlockEditing):
    """One item of the draft: all of its fields, and what it waits for."""

    form_class = ItemForm
    template_name = "participants/requirement_item_form.html"
    title = "Edit {code}"

    @cached_property
    def item(self) -> Item | None:
        found = next((one for one in actions.drafted(self.draft) if one.code == self.kwargs["item"]), None)
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"item": self.item}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | (ItemForm.values_of(self.item) if self.item else {})

    @cached_property
    def rows(self) -> Any:
        data = self.request.POST if self.request.method == "POST" else None
        held = self.item.dependencies if self.item else ()
        return DependencyFormSet(data, prefix="waits", initial=[DependencyForm.values_of(one) for one in held])

    def form_valid(self, form: Any) -> HttpResponse:
        return super().form_valid(form) if self.rows.is_valid() else self.form_invalid(form)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        item = self.get_form_item()
        return actions.change_item(block=self.block, item=item, revision=data["revision"], **who)

    def get_form_item(self) -> Item:
        return self.valid_form.item_with(self.rows.dependencies())

    def get_form(self, form_class: Any = None) -> Any:
        self.valid_form = super().get_form(form_class)
        return self.valid_form

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#item-{self.get_form_item().code}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = self.title.format(code=self.kwargs.get("item", ""))
        return super().get_context_data(
            rows=self.rows, codes=known_codes(self.draft), title=title, item=self.item, **kwargs
        )


class ItemAddView(ItemEditView):
    form_class = NewItemForm
    title = "Add an item"
    item = None

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"mandatory": True, "day_kind": "ercot-business"}

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.add_item(block=self.block, item=self.get_form_item(), revision=data["revision"], **who)


class DraftPublishView(BlockEditing):
    """What publishing the draft would change, and for whom; then the publication with its reason."""

    form_class = PublishDraftForm
    template_name = "participants/requirement_publish.html"

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return actions.publish_draft(block=self.block, **data, **who)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if isinstance(answer, HttpResponseRedirect):
            messages.success(self.request, f"Version {self.done.number} of {self.block.name} is published.")
        return answer

    def get_success_url(self) -> str:
        return self.block.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.__dict__.pop("draft", None)
        touched = running(Checklist.objects.visible_to(self.request.user)).filter(versions__block=self.block)
        return super().get_context_data(
            preview=preview_of(self.draft),
            touched=touched.select_related("participant", "registration__role").order_by("-opened_at", "-id")[:NAMED],
            touched_count=bounded_count(touched),
            **kwargs,
        )


class VersionWithdrawView(DraftStepView):
    """Take back a version that was to come; the block's page has the button."""

    form_class = Form
    success_message = "Taken back. What it said is your draft, unless you had one."

    def step(self, **given: Any) -> Any:
        version = self.block.versions.coming().first()
        if version is None:
            raise Refused(HOLDS)
        return withdraw_block_version(version=version, by=given["by"], now=given["now"])
