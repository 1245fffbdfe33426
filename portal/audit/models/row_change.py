"""What the rows of sensitive tables were before and after each change. Only triggers write here, and nobody changes it.

Why not django-pghistory: it keeps a copy of the whole row in a second table for every tracked one. With some sixty
tables here that is sixty tables more, each with a reason for the wall, an own guard against changes, an own page and an
own place to erase a person's data in; its copies take passwords' digests along unless each is told not to; and it finds
out who acted by changing the text of every statement. One table of differences is read by one page, guarded once and
erased in one place, its trigger costs nothing while nothing changes, and who acted is what the audit trail says.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.audit.querysets import RowChangeQuerySet


class RowChange(models.Model):
    """One row that was changed or removed, or (of a set, such as the registrations of a membership) added.

    `changes` maps a column to [old, new] as the database holds them; an erased pair is null. `event` is the event of
    the same transaction that follows the change, or the last one before it; without one, no action
    changed the row: `program` says as whom and with what the database was asked.
    """

    CHANGED, ADDED, REMOVED = "changed", "added", "removed"
    WORDS = {CHANGED: "Changed", ADDED: "Added", REMOVED: "Removed"}

    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField(null=True, help_text="empty where a row's key is another one, such as a digest")
    whole_id = models.BigIntegerField(null=True, help_text="the row of which it is a part")
    object_ref = models.CharField(max_length=20, blank=True)
    participant_id = models.BigIntegerField(null=True, help_text="whose row it is; no foreign key: ground floor")
    done = models.CharField(max_length=10, choices=list(WORDS.items()))
    changes = models.JSONField()
    transaction = models.BigIntegerField()
    program = models.CharField(max_length=130)
    # Without a constraint: events never go, and to look at one for a key asks for a right that nobody has.
    event = models.ForeignKey(
        "audit.AuditEvent", models.DO_NOTHING, null=True, db_constraint=False, related_name="+", db_index=False
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True)

    objects = RowChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change of a row"
        verbose_name_plural = "changes of rows"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(done__in=["changed", "added", "removed"]), name="audit_rowchange_done")
        ]
        indexes = [
            models.Index(fields=["table", "row_id", "-id"], name="audit_rowchange_row"),
            models.Index(fields=["table", "-id"], name="audit_rowchange_table"),
            models.Index(fields=["whole_id", "-id"], name="audit_rowchange_whole", condition=Q(whole_id__isnull=False)),
            models.Index(fields=["object_ref", "-id"], name="audit_rowchange_ref"),
            models.Index(fields=["participant_id", "-id"], name="audit_rowchange_whose"),
            models.Index(fields=["by", "-id"], name="audit_rowchange_by"),
            models.Index(fields=["at"], name="audit_rowchange_at"),
            models.Index(fields=["transaction"], name="audit_rowchange_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.object_ref or self.row_id}"
