from django.db import migrations

from portal.scoping.policies import USER, guard, own, public

OF_A_SESSION = "session_id IN (SELECT id FROM training_coursesession)"
# Of the person itself, not of the company: policies of the tables read here hold as well.
SEATED = (
    "SELECT e.session_id FROM training_enrollment e JOIN participants_contact c ON c.id = e.contact_id "
    f"WHERE e.state = 'seated' AND c.user_id = {USER}"
)
WITH_A_SEAT = (
    f"audience = 'seated' AND version_id IN (SELECT version_id FROM training_coursesession WHERE id IN ({SEATED}))"
)


class Migration(migrations.Migration):
    """Participants read the catalog, announced sessions and their own enrollments, and write nothing of it.

    The link of a session and materials for people with a seat are read by those people only.
    """

    dependencies = [("training", "0002_articles_wall")]
    operations = [
        public("training_course"),
        public("training_course_prerequisites"),
        public("training_recommendation"),
        public("training_courseversion"),
        public("training_learningpath"),
        public("training_learningstep"),
        guard("training_material", f"audience = 'learners' OR ({WITH_A_SEAT})"),
        guard("training_coursesession", "published_at IS NOT NULL"),
        guard("training_sessionday", OF_A_SESSION),
        guard("training_sessioninstructor", OF_A_SESSION),
        guard("training_sessionlink", f"session_id IN ({SEATED})"),
        guard("training_enrollmentgroup", own()),
        guard("training_enrollment", own()),
        guard("training_enrollmentstep", own()),
    ]
