from django.db import migrations

from portal.scoping.policies import USER, guard, own

SELF = (
    f"(person_id = {USER} OR contact_id IN (SELECT id FROM participants_contact WHERE user_id = {USER}))"
    " AND removed_at IS NULL"
)


class Migration(migrations.Migration):
    """A participant's user reads the meetings that this very person is invited to, and the own invitations.

    Interactions, replies to letters and the templates of letters are closed to participants altogether.
    """

    dependencies = [("participants", "0011_plan_steps_of_both_sides")]
    operations = [
        guard("participants_meetingguest", f"{own()} AND {SELF}"),
        guard("participants_meeting", f"{own()} AND id IN (SELECT meeting_id FROM participants_meetingguest)"),
    ]
