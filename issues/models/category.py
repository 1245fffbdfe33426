"""The taxonomy of issues: areas and their categories, each with the departments that lead."""

from django.db import models
from django.db.models import Q

from issues.choices import Area
from participants.models.catalog_entry import CatalogEntry


class Category(CatalogEntry):
    """What an issue is about. `departments`: codes of those that lead, the first one first.

    `asks` names the structured fields that are asked for ("operating_day", "statement_id", ...), `protects` the class
    of protected information that what stands in one of them has. `call_the_desk`: a
    real-time matter of this kind is told by phone, never by a form, and logged afterwards. What is `complex` is
    answered by who is signed off for its `topic`, or after release by the mentor.
    """

    REF_PREFIX = "IC"

    area = models.CharField(max_length=20, choices=Area)
    name = models.CharField(max_length=120)
    subcategories = models.JSONField(default=list, blank=True)
    departments = models.JSONField(default=list, blank=True)
    asks = models.JSONField(default=list, blank=True)
    protects = models.JSONField(
        default=dict, blank=True, help_text="class of protected information by structured field, for what is filled in"
    )
    call_the_desk = models.BooleanField(default=False)
    topic = models.ForeignKey("accounts.Topic", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    complex = models.BooleanField(
        default=False, help_text="whoever is not signed off for the topic has answers released by the mentor"
    )

    class Meta(CatalogEntry.Meta):
        verbose_name = "category of issues"
        verbose_name_plural = "categories of issues"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(area__in=Area.values), name="category_area"),
            models.CheckConstraint(condition=~Q(name=""), name="category_named"),
        ]

    def __str__(self) -> str:
        return self.name
