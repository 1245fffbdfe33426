from django.db import migrations

from portal.scoping.policies import guard, own, public

INVITATION = (
    "id, ref, created_at, email, name, role, level, department_id, access_until, participant_id, membership_plan,"
    " invited_by_id, expires_at, accepted_at, accepted_by_id, revoked_at"
)


class Migration(migrations.Migration):
    """Departments are public. Invitations: the participant's own, never the digest of their secret."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        public("accounts_department"),
        guard("accounts_invitation", own(), rights=f"SELECT ({INVITATION}), INSERT, UPDATE (revoked_at)"),
    ]
