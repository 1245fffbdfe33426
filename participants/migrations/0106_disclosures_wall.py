from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

TOLD = f"{own()} AND noticed_at IS NOT NULL AND current_setting('portal.quality', true) = 'admin' AND {WHOLE}"
SEEN = (
    "id, ref, created_at, participant_id, state, requester_kind, requester, authority, what, noticed_at, objects_until,"
    " objection, objected_at, decided_at, reason, disclosed_on"
)


class Migration(migrations.Migration):
    """Each owner's administrators read their own line once they were told; the register is the staff's."""

    dependencies = [("documents", "0011_protection_wall"), ("participants", "0101_sign_in_wall")]
    operations = [guard("participants_disclosureline", TOLD, rights=f"SELECT ({SEEN})")]
