from django.db import migrations

from portal.scoping.policies import USER, guard


class Migration(migrations.Migration):
    """Of the feedback participants' users read their own; uses and quizzes are the staff's."""

    dependencies = [("training", "0005_outcomes_wall")]
    operations = [guard("training_articlefeedback", f"person_id = {USER}")]
