from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0008_answers_held_wall")]

    operations = [
        migrations.AddIndex("disputewindow", models.Index(fields=["looked_at"], name="dispute_window_looked_at")),
    ]
