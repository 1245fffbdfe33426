"""What kind of installation this database serves, and when its sweeps last ran."""

from django.db import models


class DemoMark(models.Model):
    """The one row that says: everything in here is invented."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="demo_mark_only_one")]

    def __str__(self) -> str:
        return "Demo world"


class SweepRun(models.Model):
    """The last run of each periodic task, for the people and machines that watch over it."""

    name = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0, help_text="rows the last finished run dealt with")
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
