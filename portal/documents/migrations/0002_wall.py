from django.db import migrations

from portal.scoping.policies import guard, in_scope, own

OWN = f"{own()} AND NOT inner AND {in_scope('registration_id')}"
OF_OWN = "document_id IN (SELECT id FROM documents_document)"


class Migration(migrations.Migration):
    """Participants read and store their own files, never change them; the staff's own stay out of sight."""

    dependencies = [("documents", "0001_initial")]
    operations = [
        guard("documents_document", OWN.replace("inner", '"inner"'), rights="SELECT, INSERT"),
        guard("documents_documentcontent", OF_OWN, rights="SELECT, INSERT"),
    ]
