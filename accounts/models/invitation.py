"""An invitation to sign up: for one address, once, for a limited time."""

from django.db import models
from django.db.models import Q

from accounts.choices import Level, Role
from accounts.querysets.invitations import InvitationQuerySet
from portal.lifecycle.rows import Row


class Invitation(Row):
    """Only a digest of the secret is stored; revoking or using it ends it for good.

    A staff invitation carries the role to be. For a participant's user `membership_plan` says which
    membership comes with acceptance; the app of participants writes and honors it.
    """

    REF_PREFIX = "IV"

    email = models.EmailField("e-mail")
    name = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True, blank=True)
    access_until = models.DateField(null=True, blank=True)
    participant_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    membership_plan = models.JSONField(default=dict, blank=True)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="invitations_sent")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="invitations")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
            models.CheckConstraint(
                condition=Q(role="", participant_id__isnull=False) | (~Q(role="") & Q(participant_id=None)),
                name="invitation_staff_or_participant",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.email}"
