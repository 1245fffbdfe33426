import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0012_answers_held_wall"),
        ("participants", "0009_participants_never_judge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="draft",
            name="draft_kind",
        ),
        migrations.RemoveConstraint(
            model_name="draft",
            name="draft_not_empty",
        ),
        migrations.RemoveConstraint(
            model_name="draft",
            name="draft_once",
        ),
        migrations.AddField(
            model_name="draft",
            name="more",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="draft",
            name="issue",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="issues.issue",
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answer", "Answer"),
                    ("note", "Internal note"),
                    ("written_down", "What the participant said"),
                    ("resolution", "Resolution"),
                    ("taken_down", "Issue taken down"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["answer", "note", "written_down", "resolution", "taken_down"])),
                name="draft_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("more", {}), _negated=True), _connector="OR"
                ),
                name="draft_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("issue", None), ("kind", "taken_down")),
                    models.Q(models.Q(("kind", "taken_down"), _negated=True), ("issue__isnull", False)),
                    _connector="OR",
                ),
                name="draft_of_an_issue",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("issue", "person", "kind", "participant"), name="draft_once", nulls_distinct=False
            ),
        ),
    ]
