"""What kind of installation this database serves."""

from django.db import models


class DemoMark(models.Model):
    """The one row that says: everything in here is invented."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="demo_mark_only_one")]

    def __str__(self) -> str:
        return "Demo world"
