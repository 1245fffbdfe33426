"""Reads of notifications."""

from typing import Any, Self

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import Now, RowNumber

from portal.lifecycle import subjects
from portal.lifecycle.rows import RowQuerySet


class NotificationQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, once they can no longer be taken back.

        Participants' users have those of the company acted for now, about what they still see: a membership that
        became narrower takes its older news away. Staff keep theirs, told by the reference only. The facts of news
        are words for its mail, which the wall keeps from participants.
        """
        rows = self.filter(Q(seen_from=None) | Q(seen_from__lte=Now()), recipient=user.pk)
        if user.is_staff:
            return rows
        participant = user.acting_for.participant_id if user.acting_for else None
        rows = rows.filter(Q(participant_id=None) | Q(participant_id=participant)).defer("facts")
        return rows.filter(subjects.still_seen(user, "about_type", "about_ref"))

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def told(self) -> Self:
        """With the name of the absent colleague for whom the person stands in, as the wall allows to read it."""
        return self.annotate(in_place_of=F("on_behalf_of__name"))

    def in_group_of(self, notification: Any) -> Self:
        """Those about the same record; news about nothing stands alone."""
        if not notification.about_ref:
            return self.filter(pk=notification.pk)
        return self.filter(about_ref=notification.about_ref)

    def newest_of_each_record(self) -> Self:
        """The latest of these rows about each record. Walks along one index, however many rows a person has."""
        newer = self.order_by().filter(about_ref=OuterRef("about_ref"), pk__gt=OuterRef("pk")).exclude(about_ref="")
        return self.filter(~Exists(newer))

    def latest_about(self, refs: set[str], each: int) -> Self:
        """The latest `each` of these rows about each of some records, with how many there are and are unread."""
        about = {"partition_by": "about_ref"}
        rows = self.filter(about_ref__in=refs).annotate(
            place=Window(RowNumber(), order_by="-pk", **about),
            in_all=Window(Count("pk"), **about),
            new_in_all=Window(Count("pk", filter=Q(read_at=None)), **about),
        )
        return rows.filter(place__lte=each).order_by("-pk")
