from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0007_words_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="seen_from",
            field=models.DateTimeField(blank=True, null=True, verbose_name="out of the participant's sight until"),
        ),
        migrations.AddField(
            model_name="issue",
            name="held",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="as it stood before that answer"
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="held_until",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="an answer waits until"),
        ),
        migrations.AddField(
            model_name="issuestep",
            name="seen_from",
            field=models.DateTimeField(blank=True, null=True, verbose_name="out of the participant's sight until"),
        ),
    ]
