from django.db import migrations

from portal.scoping.policies import PARTICIPANT, guard

READABLE = f"state = 'published' AND (audience = 'public' OR audience = 'participants' AND {PARTICIPANT} IS NOT NULL)"
OF_ARTICLE = "state = 'published' AND article_id IN (SELECT id FROM training_article)"
OF_VERSION = "version_id IN (SELECT id FROM training_articleversion)"


class Migration(migrations.Migration):
    """Participants read what is published for them, visitors what is public; drafts and the staff's own never."""

    dependencies = [("training", "0001_initial"), ("participants", "0003_wall")]
    operations = [
        guard("training_article", READABLE, name="readable"),
        guard("training_articleversion", OF_ARTICLE, name="readable"),
        guard("training_citation", OF_VERSION, name="readable"),
    ]
