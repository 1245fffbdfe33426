"""A membership: which user may act for which participant, in which quality, from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from participants.choices import MembershipKind
from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.memberships import MembershipQuerySet
from portal.lifecycle.rows import Row


class Membership(Row, Dated):
    """Without registrations it covers the whole participant; with them it is narrowed to those.

    An agent's membership rests on an agency and is never valid longer than it.
    """

    REF_PREFIX = "MB"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=20, choices=MembershipKind, default=MembershipKind.MEMBER)
    agency = models.ForeignKey("participants.Agency", models.PROTECT, null=True, blank=True, related_name="memberships")
    narrowed = models.BooleanField("narrowed to registrations", default=False)
    registrations = models.ManyToManyField("participants.Registration", blank=True, related_name="memberships")
    ended_at = models.DateTimeField("ended", null=True, blank=True, help_text="ended at once, before the last day")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["participant", "user"]
        constraints = [
            in_order("membership_period"),
            models.CheckConstraint(condition=Q(kind__in=MembershipKind.values), name="membership_kind"),
            models.CheckConstraint(
                condition=Q(kind=MembershipKind.AGENT, agency__isnull=False)
                | (~Q(kind=MembershipKind.AGENT) & Q(agency=None)),
                name="membership_agent_has_agency",
            ),
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("participant"), RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]
        indexes = [models.Index(fields=["participant", "user"], name="membership_participant")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}"
