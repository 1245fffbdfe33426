"""/api/v1/topics/, expertise/ and sign-offs/: who knows what, and who answers alone; for the staff only."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from rest_framework import serializers

from accounts.actions import topic_catalog as catalog
from accounts.actions import topics as actions
from accounts.mentor_permissions import can_mark_expertise, can_sign_off
from accounts.models import Expertise, SignOff, Topic, User
from accounts.permissions import can_edit_catalog
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, changes, creates, verb


def of_staff(user: Any) -> Answer:
    """For whom it may be done is asked by the action, with the person."""
    return Allowed() if user.can("desk.enter") else Denied("Only the operator's staff may do this.")


def colleagues(user: Any) -> QuerySet:
    return User.objects.visible_to(user).staff().active()


class TopicSerializer(RowSerializer):
    class Meta:
        model = Topic
        fields = ("ref", "code", "name", "about", "active", "source")


class AddTopic(Input):
    code = serializers.SlugField(max_length=30, help_text="Small letters, digits and hyphens; it never changes.")
    name = serializers.CharField(max_length=80)
    about = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class ChangeTopic(Input):
    name = serializers.CharField(max_length=80)
    about = serializers.CharField(max_length=1000, required=False, allow_blank=True)


def keeps(user: Any, topic: Topic) -> Answer:
    return can_edit_catalog(user)


class TopicViewSet(ScopedViewSet):
    """What the work is about."""

    model = Topic
    serializer_class = TopicSerializer
    orders = {"order": ("order", "id")}
    search_fields = ("name", "code", "about")
    subject = "topic"

    def owner(self, row: Topic) -> Topic:
        return row

    create = creates(catalog.add_topic, AddTopic, TopicSerializer, asks=can_edit_catalog)
    partial_update = changes(catalog.change_topic, ChangeTopic, TopicSerializer, asks=keeps)
    retire = verb("retire", catalog.retire_topic, Input, TopicSerializer, asks=keeps)
    restore = verb("restore", catalog.restore_topic, Input, TopicSerializer, asks=keeps)


class OfColleague(Input):
    person = RefField(colleagues)
    topic = RefField(Topic, name="code", help_text="Code of the topic.")


class Withdraw(Input):
    reason = serializers.CharField(max_length=300)


class OfTopicFilters(Filters):
    person = django_filters.CharFilter(field_name="person__ref", help_text="Reference of the person.")
    topic = django_filters.CharFilter(field_name="topic__code", help_text="Code of the topic.")


class SignOffFilters(OfTopicFilters):
    standing = YesNo("not_withdrawn")

    def not_withdrawn(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(withdrawn_at__isnull=wanted)


class ExpertiseSerializer(RowSerializer):
    person = shown("person_ref")
    person_name = shown("name_of_person")
    topic = shown("topic_code")

    class Meta:
        model = Expertise
        fields = ("ref", "person", "person_name", "topic", "marked_at")


class SignOffSerializer(ExpertiseSerializer):
    class Meta:
        model = SignOff
        fields = ("ref", "person", "person_name", "topic", "signed_at", "withdrawn_at", "reason")


class OfTopic(ScopedViewSet):
    filterset_class: Any = OfTopicFilters

    def rows(self, user: Any) -> QuerySet:
        found = {"person_ref": F("person__ref"), "name_of_person": F("person__name"), "topic_code": F("topic__code")}
        return super().rows(user).select_related("person", "topic").annotate(**found)

    def owner(self, row: Any) -> Any:
        return row


class ExpertiseViewSet(OfTopic):
    """Who knows which topic well."""

    model = Expertise
    serializer_class = ExpertiseSerializer
    subject = "expertise"

    create = creates(actions.mark_expertise, OfColleague, ExpertiseSerializer, asks=of_staff)
    remove = verb(
        "remove",
        actions.unmark_expertise,
        Input,
        None,
        asks=lambda user, row: can_mark_expertise(user, row.person, timezone.now()),
    )


class SignOffViewSet(OfTopic):
    """For which topics a colleague's answers need no release."""

    model = SignOff
    serializer_class = SignOffSerializer
    filterset_class = SignOffFilters
    subject = "sign_off"

    create = creates(actions.sign_off_topic, OfColleague, SignOffSerializer, asks=of_staff)
    withdraw = verb(
        "withdraw",
        actions.withdraw_sign_off,
        Withdraw,
        SignOffSerializer,
        asks=lambda user, row: can_sign_off(user, row.person, timezone.now()),
    )
