from django.db import migrations

from portal.scoping.wall import ROLE

NAME = "documents_document_material"


class Migration(migrations.Migration):
    """A file of a course belongs to no participant; who may read the material may read its file, and nothing else.

    The policy of materials holds inside this one as well, and the policy of contents follows that of documents.
    """

    dependencies = [
        ("training", "0003_courses_and_enrollments_wall"),
        ("documents", "0003_under_ones_own_name"),
    ]
    operations = [
        migrations.RunSQL(
            sql=(
                f"CREATE POLICY {NAME} ON documents_document FOR SELECT TO {ROLE}"
                " USING (participant_id IS NULL AND id IN (SELECT document_id FROM training_material))"
            ),
            reverse_sql=f"DROP POLICY {NAME} ON documents_document",
        ),
    ]
