from django.db import migrations

from portal.scoping.policies import USER, guard, own, public

# What somebody thought of a session is read by that person alone, not by the company's administrators.
OF_ONESELF = (
    "enrollment_id IN (SELECT e.id FROM training_enrollment e JOIN participants_contact c ON c.id = e.contact_id "
    f"WHERE c.user_id = {USER})"
)


class Migration(migrations.Migration):
    """Participants read attendance, test results and certificates of their own and write nothing of it.

    Check-in codes, tries and the count of certificates have no grant at all.
    """

    dependencies = [("training", "0004_materials_are_read_through_the_wall")]
    operations = [
        guard("training_attendance", own()),
        guard("training_testresult", own()),
        guard("training_certificate", own()),
        guard("training_evaluation", f"{own()} AND {OF_ONESELF}"),
        public("training_trainingevidence"),
    ]
