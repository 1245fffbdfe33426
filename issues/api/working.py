"""/api/v1/issues/{ref}/...: what is done with issues beside answering them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers

from issues import around, permissions
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
from issues.actions.details import FACTS
from issues.choices import DraftKind, LinkKind, MyDraftKind, Proof
from issues.models import Category, Comment, Issue, IssueLink, Watcher
from issues.permissions import following as may
from participants.api.shared import OptionalReason, colleagues
from participants.models import Contact
from portal.lifecycle.refusals import Answer
from portal.rest.serializers import Input, RefField, RowSerializer, seen, shown
from portal.rest.views import ScopedRows, verb


class FollowerSerializer(RowSerializer):
    name = serializers.SerializerMethodField()

    class Meta:
        model = Watcher
        fields = ("ref", "name", "side", "reason", "since")

    def get_name(self, row: Watcher) -> str:
        return str(row)


class IssueLinkSerializer(RowSerializer):
    issue = shown("issue.ref")
    other = shown("other.ref")

    class Meta:
        model = IssueLink
        fields = ("ref", "kind", "issue", "other")


class StateTimeSerializer(serializers.Serializer):
    label = serializers.CharField(read_only=True)
    total = serializers.CharField(read_only=True)
    working = serializers.CharField(read_only=True, help_text="Of it the operator's working time.")
    times = serializers.IntegerField(read_only=True)


class IssueSurroundingsSerializer(RowSerializer):
    """What stands around an issue. Participants read of it who of their own follows, and what it goes on in."""

    follows = shown("follows_ref", nullable=True, note="The closed issue that it continues.")
    parent = shown("parent_ref", nullable=True)
    merged_into = shown("merged_ref", nullable=True)
    followers = serializers.SerializerMethodField()
    children = serializers.SerializerMethodField()
    tags = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()
    times = serializers.SerializerMethodField()
    proof = shown("verification.proof", nullable=True)
    may_be_told = shown("verification.may_be_told", nullable=True)

    class Meta:
        model = Issue
        fields = (
            "ref",
            "state",
            "follows",
            "parent",
            "merged_into",
            "followers",
            "children",
            "tags",
            "links",
            "times",
            "proof",
            "may_be_told",
        )
        staff_only = ("tags", "links", "proof", "may_be_told")

    @property
    def person(self) -> Any:
        return self.context["request"].user

    def get_followers(self, row: Issue) -> list[dict[str, Any]]:
        rows = Watcher.objects.visible_to(self.person).filter(issue=row).watching()
        return FollowerSerializer(around.named(rows)[: around.MOST], many=True).data

    def get_children(self, row: Issue) -> list[str]:
        rows = Issue.objects.visible_to(self.person).filter(parent=row).order_by("id")
        return list(rows.values_list("ref", flat=True)[: around.MOST])

    def get_tags(self, row: Issue) -> list[str]:
        return list(row.tagged.order_by("tag__name").values_list("tag__name", flat=True))

    def get_links(self, row: Issue) -> list[dict[str, Any]]:
        rows = IssueLink.objects.visible_to(self.person).select_related("issue", "other")
        found = [*rows.filter(issue=row)[: around.MOST], *rows.filter(other=row)[: around.MOST]]
        return IssueLinkSerializer(found, many=True).data

    def get_times(self, row: Issue) -> list[dict[str, Any]]:
        return StateTimeSerializer(around.times(self.person, row, timezone.now()), many=True).data


class NothingAsked(Input):
    pass


class AddFollower(Input):
    user = RefField(colleagues, required=False, allow_null=True, help_text="A colleague; only the staff can name one.")
    contact = RefField(Contact, required=False, allow_null=True, help_text="Or one of the participant's people.")


class RemoveFollower(Input):
    follower = RefField(Watcher)


class PlaceIssue(Input):
    parent = RefField(Issue, allow_null=True, help_text="Null takes it out.")


class LinkIssue(Input):
    other = RefField(Issue)
    kind = serializers.ChoiceField(choices=LinkKind.choices)


class UnlinkIssue(Input):
    link = RefField(IssueLink)


class TagIssue(Input):
    tags = serializers.ListField(child=serializers.CharField(max_length=40), max_length=20)


class MergeIssue(OptionalReason):
    into = RefField(Issue)


class SplitIssue(Input):
    comment = RefField(Comment, help_text="What the participant wrote.")
    title = serializers.CharField(max_length=160)
    category = RefField(Category, name="code", required=False, help_text="As before unless given.")
    facts = serializers.MultipleChoiceField(choices=[(name, name) for name in FACTS], required=False)


class VerifyIssue(Input):
    proof = serializers.ChoiceField(choices=Proof.choices)
    detail = serializers.CharField(max_length=200, required=False, allow_blank=True)
    may_be_told = serializers.CharField(max_length=300, required=False, allow_blank=True)


class FollowUpIssue(Input):
    text = serializers.CharField(max_length=50_000)
    title = serializers.CharField(max_length=160, required=False, allow_blank=True)


class KeepDraft(Input):
    kind = serializers.ChoiceField(choices=sorted({*DraftKind.values, *MyDraftKind.values} - {MyDraftKind.ASK.value}))
    text = serializers.CharField(max_length=50_000, allow_blank=True, help_text="Nothing drops the draft.")


def merge(*, issue: Issue, **given: Any) -> Issue:
    """An issue goes on in another of the same participant: followers, numbers and replies go there."""
    return merging.merge_issues(issue=issue, **given).issue


def link(*, issue: Issue, **given: Any) -> Issue:
    """Write how an issue has to do with another, also of another participant; only the staff reads links."""
    return linking.link_issues(issue=issue, **given).issue


def unlink(*, issue: Issue, link: IssueLink, **who: Any) -> Issue:
    """The two have nothing to do with each other after all."""
    linking.unlink_issues(link=link, **who)
    return issue


def follow(*, issue: Issue, **who: Any) -> Issue:
    """The person wants to hear of the issue."""
    return following.follow_issue(issue=issue, **who).issue


def add_follower(*, issue: Issue, **given: Any) -> Issue:
    """Somebody else is to hear of it, who may see it: a colleague, or one of the participant's people."""
    return following.add_watcher(issue=issue, **given).issue


def remove_follower(*, issue: Issue, follower: Watcher, **who: Any) -> Issue:
    """Somebody is taken off the issue."""
    if follower.issue_id != issue.pk:
        permissions.NO_SUCH_ISSUE.enforce()
    following.remove_watcher(watcher=follower, **who)
    return issue


def verify(*, issue: Issue, **given: Any) -> Issue:
    """Correct how the asker was verified, and what may be told to whom."""
    return verifying.verify_issue(issue=issue, **given).issue


def keep_draft(*, issue: Issue, by: Any, **given: Any) -> Issue:
    """Keep what the person has typed so far: one draft for each issue and kind, read by nobody else."""
    keep = drafting.keep_draft if by.is_staff else drafting.keep_my_draft
    keep(issue=issue, by=by, **given)
    return issue


def may_draft(user: Any, issue: Issue) -> Answer:
    return permissions.can_write_issues(user) if user.is_staff else permissions.can_reply(user, issue)


class IssueSurroundings(ScopedRows):
    """Issues as the verbs around them answer."""

    model = Issue
    serializer_class = IssueSurroundingsSerializer
    subject = "issue"

    def rows(self, user: Any) -> QuerySet:
        rows = (
            super().rows(user).select_related("participant", "category", *(["verification"] if user.is_staff else []))
        )
        return rows.annotate(
            follows_ref=seen(user, Issue, "follows"),
            parent_ref=seen(user, Issue, "parent"),
            merged_ref=seen(user, Issue, "merged_into"),
        )

    def owner(self, row: Issue) -> Issue:
        """The permissions ask about the issue itself."""
        return row


class IssueWorkingViewSet(IssueSurroundings):
    """What is done with issues beside answering them."""

    shows = {"serializer": IssueSurroundingsSerializer}
    work = {**shows, "asks": permissions.can_work_on_issue}
    view = {**shows, "asks": may.can_view_issue}
    follow = verb("follow", follow, NothingAsked, **view)
    leave = verb("leave", following.leave_issue, NothingAsked, **view)
    add_follower = verb("add-follower", add_follower, AddFollower, **shows, asks=may.can_add_watcher)
    remove_follower = verb("remove-follower", remove_follower, RemoveFollower, **view)
    tag = verb("tag", tagging.tag_issue, TagIssue, **work)
    place = verb("place", families.set_parent, PlaceIssue, **work)
    link = verb("link", link, LinkIssue, **work)
    unlink = verb("unlink", unlink, UnlinkIssue, **work)
    merge = verb("merge", merge, MergeIssue, **work)
    unmerge = verb("unmerge", merging.unmerge_issue, OptionalReason, **work)
    split = verb("split", splitting.split_issue, SplitIssue, **work, makes=IssueSurroundings)
    verify = verb("verify", verify, VerifyIssue, **work)
    draft = verb("draft", keep_draft, KeepDraft, **shows, asks=may_draft)
    follow_up = verb(
        "follow-up", continuing.follow_up_issue, FollowUpIssue, **shows, asks=continuing.may_continue,
        makes=IssueSurroundings,
    )  # fmt: skip
