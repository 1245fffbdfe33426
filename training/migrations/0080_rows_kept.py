from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What these rows were before a change is kept."""

    dependencies = [("training", "0006_readers_wall"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("training_course"),
        keep_history("training_course_prerequisites", part_of="from_course_id"),
        keep_history("training_courseversion", part_of="course_id"),
        keep_history("training_learningpath"),
        keep_history("training_learningstep", part_of="path_id"),
        keep_history("training_recommendation"),
        keep_history("training_trainingevidence"),
    ]
