from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

OF_A_CHANGE = f"{own()} AND {WHOLE} AND change_id IN (SELECT id FROM participants_change)"
BOTH = f"({own()} OR {own('representative_id')}) AND {WHOLE}"
ACCOUNT = "id, ref, created_at, participant_id, change_id, last_four, starts_on, ends_on"


class Migration(migrations.Migration):
    """Participants read their changes, never write them outside an action's own block; notes stay the staff's.

    The sealed numbers of a bank account cannot be read inside the wall at all.
    """

    dependencies = [("participants", "0007_obligations_wall")]
    operations = [
        guard("participants_change", f'{own()} AND {WHOLE} AND NOT "inner"'),
        guard("participants_changefield", OF_A_CHANGE),
        guard("participants_changestep", OF_A_CHANGE),
        guard("participants_changesignature", OF_A_CHANGE),
        guard("participants_changecomment", OF_A_CHANGE),
        guard("participants_changedocument", OF_A_CHANGE),
        guard("participants_acknowledgment", BOTH),
        guard("participants_bankaccount", f"{own()} AND {WHOLE}", rights=f"SELECT ({ACCOUNT})"),
    ]
