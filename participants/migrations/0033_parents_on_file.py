from django.db import migrations
from django.db.models.functions import TruncDate

from portal.lifecycle.references import new_reference


def write_down(apps, schema_editor):
    """The parent that a participant's facts name becomes an affiliation, since the day the participant was entered."""
    participants = apps.get_model("participants", "Participant").objects.filter(parent__isnull=False)
    model = apps.get_model("participants", "Affiliation")
    rows = participants.annotate(day=TruncDate("created_at")).values_list("pk", "name", "parent", "parent__name", "day")
    model.objects.bulk_create(
        [
            model(
                ref=new_reference("AF"),
                participant_id=child,
                other_id=parent,
                participant_name=name,
                other_name=parent_name,
                kind="parent",
                starts_on=day,
                source="public",
                certainty="likely",
            )
            for child, name, parent, parent_name, day in rows
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("participants", "0032_affiliations_wall")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop, elidable=True)]
