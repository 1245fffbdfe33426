"""The forms about one issue beside answering it; each calls one action, and a refusal stands above the form."""

from typing import Any

from django.urls import reverse

from issues import permissions
from issues.actions import (
    continuing,
    drafting,
    families,
    following,
    linking,
    merging,
    splitting,
    tagging,
    verifying,
)
from issues.forms import working as forms
from issues.models import Draft, Issue, Verification
from issues.permissions import following as may
from participants.forms.base import OptionalReasonForm
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class AroundIssue(DeskForm):
    """About one issue; ends on its page."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    model = Issue
    template_name = "issues/working_form.html"

    def scope(self) -> Any:
        return super().scope().select_related("category", "parent", "merged_into")

    def permission(self) -> Answer:
        return permissions.can_work_on_issue(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"section_label": str(self.object)} | kwargs)


class IssueParentView(AroundIssue):
    form_class = forms.ParentForm
    title = "Put beneath another issue: {row.title}"
    lead = "An issue of the same participant. It does not end before those beneath it."

    def get_initial(self) -> dict[str, Any]:
        return {"parent": self.object.parent.ref if self.object.parent else ""}

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return families.set_parent(issue=self.object, **data, **who)


class IssueLinkView(AroundIssue):
    form_class = forms.LinkForm
    title = "Link {row.title}"
    lead = "Also to an issue of another participant. Only the staff sees links."
    submit_label = "Link"
    success_message = "Linked."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return linking.link_issues(issue=self.object, **data, **who)


class IssueMergeView(AroundIssue):
    form_class = forms.MergeForm
    title = "Merge {row.title}"
    lead = "Into another issue of {row.participant.name}. Both sides say so; it can be undone."
    submit_label = "Merge"
    success_message = "Merged; it can be undone."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return merging.merge_issues(issue=self.object, **data, **who)


class IssueUnmergeView(AroundIssue):
    form_class = OptionalReasonForm
    title = "Undo the merging of {row.title}"
    lead = "Followers, numbers and issues beneath it come back. What was said since stays where it was said."
    submit_label = "Undo merging"
    success_message = "It goes on by itself again."

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return merging.unmerge_issue(issue=self.object, **data, **who)


class IssueSplitView(AroundIssue):
    form_class = forms.SplitForm
    title = "Split {row.title}"
    lead = "What the participant wrote becomes an issue of its own, reported by whoever wrote it."
    submit_label = "Split"

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("comment", "")[:20]
        keep = ["registration", "operating_day", "settlement_run", "resource", "esi_id"]
        return {"comment": wanted, "category": self.object.category.code, "facts": keep}

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return splitting.split_issue(issue=self.object, **data, **who)

    @property
    def success_message(self) -> str:
        return f"{self.done.ref} was split off."

    def get_success_url(self) -> str:
        return getattr(self, "done", self.object).get_absolute_url()


class IssueTagsView(AroundIssue):
    form_class = forms.TagsForm
    title = "Tags of {row.title}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return {"tags": ", ".join(row.tag.name for row in self.object.tagged.select_related("tag"))}

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return tagging.tag_issue(issue=self.object, **data, **who)


class IssueVerifyView(AroundIssue):
    form_class = forms.VerifyForm
    title = "Who was asking: {row.title}"
    lead = "How we knew who it was, and what may be told to whom. Only the staff reads it."
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        row = Verification.objects.visible_to(self.request.user).filter(issue=self.object).first()
        return {} if row is None else {"proof": row.proof, "detail": row.detail, "may_be_told": row.may_be_told}

    def act(self, data: dict[str, Any], **who: Any) -> Verification:
        return verifying.verify_issue(issue=self.object, **data, **who)


class IssueContinueView(AroundIssue):
    form_class = forms.FollowUpIssueForm
    title = "Follow-up to {row.title}"
    lead = "A new issue with the same facts, linked to this one, which stays as it is."
    submit_label = "Open follow-up"

    def permission(self) -> Answer:
        return continuing.may_continue(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return continuing.follow_up_issue(issue=self.object, **data, **who)

    @property
    def success_message(self) -> str:
        return f"{self.done.ref} goes on with it."

    def get_success_url(self) -> str:
        return getattr(self, "done", self.object).get_absolute_url()


class FollowerAddView(AroundIssue):
    form_class = forms.FollowerForm
    title = "Add a follower to {row.title}"
    lead = "Only people who may see the issue can follow it."
    submit_label = "Add"
    success_message = "{done} follows it now."

    def permission(self) -> Answer:
        return may.can_add_watcher(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        whom = {"user": data["colleague"], "contact": data["contact"]}
        return following.add_watcher(issue=self.object, **whom, **who)


class DraftHandOverView(AroundIssue):
    """Of one's own draft only: others' do not exist."""

    model = Draft
    form_class = forms.HandDraftForm
    title = "Hand over a draft"
    lead = "The colleague goes on writing; the draft is no longer yours then."
    submit_label = "Hand over"
    success_message = "Handed over to {done.person.name}."

    def scope(self) -> Any:
        rows = super(AroundIssue, self).scope()
        return rows.select_related("issue").filter(issue__isnull=False)

    def permission(self) -> Answer:
        return permissions.can_write_issues(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Draft:
        return drafting.hand_over_draft(draft=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("issues:issue-detail", args=[self.object.issue.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=self.object.issue.title, **kwargs)
