from django.db import migrations

from portal.scoping.policies import REGISTRATIONS, WHOLE, guard, own

NARROWED = (
    f"registration_id = ANY ({REGISTRATIONS})"
    f" OR resource_id IN (SELECT id FROM participants_resource WHERE registration_id = ANY ({REGISTRATIONS}))"
)
OF_OBLIGATION = f"{own()} AND obligation_id IN (SELECT id FROM participants_obligation)"


class Migration(migrations.Migration):
    """A participant reads what it owes, hands in and asks for more time; campaigns and notes are the desk's own.

    Rows of an obligation follow it: the policy of the inner table decides which of them a narrowed membership sees.
    """

    dependencies = [("participants", "0006_checklists_wall")]
    operations = [
        guard(
            "participants_obligation",
            f"{own()} AND ({WHOLE} OR {NARROWED})",
            rights="SELECT, UPDATE (state, filed_elsewhere, confirmation_number, submitted_at)",
        ),
        guard(
            "participants_obligationround",
            OF_OBLIGATION,
            rights="SELECT, INSERT, UPDATE (verdict, ended_at, ended_by_id)",
        ),
        guard(
            "participants_obligationevidence",
            f"{own()} AND round_id IN (SELECT id FROM participants_obligationround)",
            rights="SELECT, INSERT",
        ),
        guard("participants_extensionrequest", OF_OBLIGATION, rights="SELECT, INSERT"),
    ]
