from django.db import migrations

from portal.scoping.policies import USER, WHOLE, guard, in_scope, own, public

PERSON = "id, ref, created_at, name, email, title, phone, is_active, is_staff, role"

REPRESENTED = f"{own()} AND ({in_scope('registration_id')} OR resource_id IN (SELECT id FROM participants_resource))"
REPRESENTING = f"{own('representative_id')} AND {in_scope('representative_registration_id')}"
SCOPED_ROLE = f"{own()} AND (registration_id IS NULL OR {in_scope('registration_id')})"
KNOWN_PERSON = (
    f"id = {USER} OR id IN (SELECT user_id FROM participants_membership)"
    " OR id IN (SELECT person_id FROM participants_assignment)"
)


class Migration(migrations.Migration):
    """What a participant's request may touch. A table not named here is closed to it altogether."""

    dependencies = [("participants", "0002_search_text"), ("accounts", "0002_wall")]
    operations = [
        public("participants_marketrole"),
        guard("participants_participant", own("id")),
        guard("participants_registration", f"{own()} AND {in_scope('id')}"),
        guard("participants_counterparty", f"{own()} AND {WHOLE}"),
        guard("participants_resource", f"{own()} AND {in_scope('registration_id')}"),
        guard("participants_representation", f"({REPRESENTED}) OR ({REPRESENTING})"),
        guard("participants_agency", f"({own()} OR {own('agent_id')}) AND {WHOLE}"),
        guard("participants_contact", own(), rights="SELECT, INSERT, UPDATE"),
        guard("participants_contactrole", SCOPED_ROLE, rights="SELECT, INSERT, UPDATE"),
        guard("participants_membership", own(), rights="SELECT, UPDATE (ends_on, ended_at, narrowed)"),
        guard(
            "participants_membership_registrations",
            "membership_id IN (SELECT id FROM participants_membership)",
            write="membership_id IN (SELECT id FROM participants_membership)"
            " AND registration_id IN (SELECT id FROM participants_registration)",
            rights="SELECT, INSERT, DELETE",
        ),
        guard("participants_assignment", own()),
        guard("accounts_user", KNOWN_PERSON, rights=f"SELECT ({PERSON})", name="known"),
    ]
