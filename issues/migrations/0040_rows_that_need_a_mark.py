from django.db import migrations, models
from django.db.models import Q

OUTCOMES = [("waiting", "Waiting"), ("done", "Done"), ("refused", "Refused"), ("needs_mark", "Needs your mark")]
STATES = [
    ("waiting", "Waiting"),
    ("done", "Written"),
    ("refused", "Not written"),
    ("needs_mark", "Needs its author's mark"),
]


class Migration(migrations.Migration):
    """A text to many issues that lacks its author's mark in one of them is neither refused nor written there."""

    dependencies = [("issues", "0030_windows_looked_at")]
    operations = [
        migrations.RemoveConstraint("bulkrow", "bulk_row_outcome"),
        migrations.RemoveConstraint("bulkrow", "bulk_row_refused_with_reason"),
        migrations.RemoveConstraint("systemicdelivery", "systemic_delivery_state"),
        migrations.AlterField(
            "bulkrow", "outcome", models.CharField(choices=OUTCOMES, default="waiting", max_length=10)
        ),
        migrations.AlterField(
            "systemicdelivery", "state", models.CharField(choices=STATES, default="waiting", max_length=10)
        ),
        migrations.AddConstraint(
            "bulkrow",
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "done", "refused", "needs_mark"]), name="bulk_row_outcome"
            ),
        ),
        migrations.AddConstraint(
            "bulkrow",
            models.CheckConstraint(
                condition=~Q(outcome__in=("refused", "needs_mark")) | ~Q(reason=""),
                name="bulk_row_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            "systemicdelivery",
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "refused", "needs_mark"]), name="systemic_delivery_state"
            ),
        ),
    ]
