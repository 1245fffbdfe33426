"""A membership: which user may act for which participant, in which quality, from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from participants.choices import AccessArea, MembershipKind, Sight
from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.memberships import MembershipQuerySet
from portal.lifecycle.rows import Row


class Membership(Row, Dated):
    """Without registrations it covers the whole participant; with them it is narrowed to those.

    Without areas it covers every area; with them the person sees of other areas only what that person raised.

    An agent's membership rests on an agency and is never valid longer than it.
    """

    REF_PREFIX = "MB"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=20, choices=MembershipKind, default=MembershipKind.MEMBER)
    agency = models.ForeignKey("participants.Agency", models.PROTECT, null=True, blank=True, related_name="memberships")
    narrowed = models.BooleanField("narrowed to registrations", default=False)
    registrations = models.ManyToManyField("participants.Registration", blank=True, related_name="memberships")
    sight = models.CharField("issues seen", max_length=10, choices=Sight, default=Sight.OWN)
    areas = ArrayField(models.CharField(max_length=20, choices=AccessArea), default=list, blank=True)
    suspended_at = models.DateTimeField("suspended", null=True, blank=True)
    ended_at = models.DateTimeField("ended", null=True, blank=True, help_text="ended at once, before the last day")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["participant", "user"]
        constraints = [
            in_order("membership_period"),
            models.CheckConstraint(condition=Q(kind__in=MembershipKind.values), name="membership_kind"),
            models.CheckConstraint(condition=Q(sight__in=Sight.values), name="membership_sight"),
            models.CheckConstraint(condition=Q(areas__contained_by=AccessArea.values), name="membership_areas"),
            models.CheckConstraint(
                condition=~Q(kind=MembershipKind.ADMIN) | Q(areas=[]), name="membership_admin_of_every_area"
            ),
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

    @property
    def sees_company(self) -> bool:
        """Whether issues of colleagues are seen as well."""
        return self.kind == MembershipKind.ADMIN or self.sight == Sight.COMPANY

    @property
    def is_whole_admin(self) -> bool:
        """Whether the person administers the whole company, now."""
        return self.kind == MembershipKind.ADMIN and not self.narrowed and self.suspended_at is None

    @property
    def area_names(self) -> str:
        """The areas it is limited to, in words; "" where it is not."""
        return ", ".join(AccessArea(one).label for one in self.areas)

    @property
    def reach_in_words(self) -> str:
        """How far it reaches, for a record that stays: kind, areas, issues, registrations."""
        parts = [self.get_kind_display(), self.area_names or "every area"]
        if not self.is_whole_admin:
            parts.append("issues of the company" if self.sees_company else "own issues")
        if self.narrowed:
            parts.append("only " + ", ".join(sorted(str(one) for one in self.registrations.all())))
        return "; ".join(parts)[:400]

    def covers(self, area: str) -> bool:
        """Whether the membership reaches an area of `AccessArea`."""
        return not self.areas or area in self.areas

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}"
