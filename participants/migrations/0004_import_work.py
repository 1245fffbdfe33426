import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What workers and the preview's pages need to know of an import; the command line starts one as the portal."""

    dependencies = [
        ("participants", "0003_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(name="importrow", options={"ordering": ["run", "position"]}),
        migrations.RemoveIndex(model_name="importrow", name="import_row_outcome_idx"),
        migrations.AddField(model_name="importrow", name="notes", field=models.JSONField(default=list)),
        migrations.AddField(
            model_name="importrow",
            name="position",
            field=models.PositiveIntegerField(default=0, help_text="its place in the preview, from 1"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="importrun",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, help_text="how often the present step was taken"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="confirmed_by",
            field=models.ForeignKey(
                help_text="who had the preview applied",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="started_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["run", "outcome", "position"], name="import_row_outcome_idx"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("run", "position"), name="import_row_once"),
        ),
    ]
