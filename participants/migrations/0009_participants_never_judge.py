from django.db import migrations

from portal.scoping.policies import USER, leaves

BY_ONESELF = f"submitted_by_id = {USER} AND comment = ''"


class Migration(migrations.Migration):
    """What a participant writes on shared rows is its own part: sending, and taking back what nobody has judged.

    The columns were limited before, now the values are as well: a forgotten check leaves no item accepted.
    """

    dependencies = [("participants", "0008_changes_wall")]
    operations = [
        leaves(
            "participants_checklistitem",
            "UPDATE",
            "state IN ('submitted', 'waiting') AND settled_at IS NULL",
            name="sent",
        ),
        leaves(
            "participants_itemround",
            "INSERT",
            f"outcome = '' AND NOT by_operator AND reviewed_by_id IS NULL AND {BY_ONESELF}",
            name="sent",
        ),
        leaves("participants_itemround", "UPDATE", "outcome = 'taken_back' AND comment = ''", name="taken_back"),
        leaves("participants_obligation", "UPDATE", "state IN ('open', 'submitted', 'returned')", name="filed"),
        leaves("participants_obligationround", "INSERT", f"verdict = '' AND {BY_ONESELF}", name="filed"),
        leaves(
            "participants_obligationround",
            "UPDATE",
            f"verdict = 'taken_back' AND comment = '' AND ended_by_id = {USER}",
            name="taken_back",
        ),
        leaves(
            "participants_extensionrequest",
            "INSERT",
            f"decision = '' AND reason = '' AND decided_by_id IS NULL AND asked_by_id = {USER}",
            name="asked",
        ),
    ]
