"""Reads of people's own settings."""

from typing import Any, Self

from django.db import models


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user.pk)
