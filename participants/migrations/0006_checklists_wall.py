from django.db import migrations

from portal.scoping.policies import guard, in_scope, own

OF_CHECKLIST = "checklist_id IN (SELECT id FROM participants_checklist)"
OF_ITEM = f"{own()} AND item_id IN (SELECT id FROM participants_checklistitem)"
OF_ROUND = f"{own()} AND round_id IN (SELECT id FROM participants_itemround)"
# What a participant's submission changes of an item, and taking it back of a round.
ITEM_COLUMNS = "state, round, values, submitted_at, settled_at, reason"
ROUND_COLUMNS = "outcome, reviewed_at, comment"


class Migration(migrations.Migration):
    """Participants read their checklists and official letters, hand in, and take back what nobody has judged."""

    dependencies = [("participants", "0005_catalogs_for_everybody"), ("documents", "0002_wall")]
    operations = [
        guard("participants_checklist", f"{own()} AND {in_scope('registration_id')}"),
        guard("participants_checklist_versions", OF_CHECKLIST),
        guard("participants_checklistitem", f"{own()} AND {OF_CHECKLIST}", rights=f"SELECT, UPDATE ({ITEM_COLUMNS})"),
        guard("participants_itemround", OF_ITEM, rights=f"SELECT, INSERT, UPDATE ({ROUND_COLUMNS})"),
        guard("participants_itemevidence", OF_ROUND, rights="SELECT, INSERT"),
        guard("participants_officialletter", f"{own()} AND {in_scope('registration_id')}"),
    ]
