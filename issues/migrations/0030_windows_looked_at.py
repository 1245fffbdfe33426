from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("issues", "0010_reviews_of_answers")]

    operations = [
        migrations.AddIndex("disputewindow", models.Index(fields=["looked_at"], name="dispute_window_looked_at")),
    ]
