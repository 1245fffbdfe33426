"""Seals on the audit trail: each closes a batch of events and the seal before it. Append only, as the trail is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from portal.audit import canonical, merkle
from portal.audit.querysets import SealQuerySet


class UnsealedEvent(models.Model):
    """An event that waits for its seal. A trigger adds it in the transaction of the event itself.

    So an event that commits late, behind others with higher ids, waits here like any other and is never passed over.
    """

    event_id = models.BigIntegerField(primary_key=True)

    class Meta:
        ordering = ["event_id"]

    def __str__(self) -> str:
        return str(self.event_id)


class Seal(models.Model):
    """`root` is that of the Merkle tree over the events' leaves in the order of `event_ids`.

    `leaves` keeps their digests one behind the other: by them a changed event is found and named, and a proof is
    made without reading the events again. `digest` covers everything but these two lists and follows from it.
    """

    number = models.BigIntegerField(primary_key=True)
    count = models.PositiveIntegerField()
    first_id = models.BigIntegerField("first event")
    last_id = models.BigIntegerField("last event")
    root = models.CharField(max_length=64)
    previous = models.CharField("digest of the seal before", max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    event_ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()

    objects = SealQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(event_ids__len=F("count")), name="audit_seal_counted"),
            models.CheckConstraint(condition=Q(first_id__lte=F("last_id")), name="audit_seal_in_order"),
            models.CheckConstraint(
                condition=Q(number=1, previous="") | Q(number__gt=1) & ~Q(previous=""), name="audit_seal_chained"
            ),
        ]
        indexes = [models.Index(fields=["last_id", "first_id"], name="audit_seal_range")]

    def __str__(self) -> str:
        return f"Seal {self.number}"

    def facts(self) -> dict:
        return canonical.seal_facts(self)

    def kept_leaves(self) -> list[bytes]:
        held = bytes(self.leaves)
        return [held[place : place + merkle.SIZE] for place in range(0, len(held), merkle.SIZE)]


class SealCheck(models.Model):
    """A look at some seals: whether they and the events below them are what they were."""

    at = models.DateTimeField()
    first_seal = models.BigIntegerField()
    last_seal = models.BigIntegerField()
    events = models.PositiveIntegerField()
    faults = models.JSONField(default=list, help_text="in words; empty when everything was as it was sealed")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(first_seal__lte=F("last_seal")), name="audit_seal_check_range")
        ]

    def __str__(self) -> str:
        return f"Seals {self.first_seal} to {self.last_seal}"
