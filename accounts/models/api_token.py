"""API tokens: hashed, named, scoped, expiring, revocable."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from knox.models import AbstractAuthToken

from accounts.choices import TokenScope
from accounts.querysets.api_tokens import ApiTokenManager
from portal.lifecycle.rows import Row


class ApiToken(Row, AbstractAuthToken):
    """A token of a person. One of a participant's user is bound to the membership it was made under."""

    REF_PREFIX = "TK"

    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=TokenScope, default=TokenScope.READ)
    nouns = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="nouns of the API it opens; empty: all"
    )
    membership_ref = models.CharField(max_length=20, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenManager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(scope__in=TokenScope.values), name="api_token_scope"),
            models.CheckConstraint(condition=models.Q(expiry__isnull=False), name="api_token_expires"),
        ]

    def __str__(self) -> str:
        return self.name
