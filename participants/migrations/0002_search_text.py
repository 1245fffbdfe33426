from django.db import migrations

KEEP = """
CREATE FUNCTION participants_search_text(participant bigint, name text, duns text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT lower(concat_ws(' ', name, nullif(duns, ''), (
    SELECT string_agg(DISTINCT concat_ws(' ', nullif(r.short_name, ''), nullif(r.duns, '')), ' ')
    FROM participants_registration r WHERE r.participant_id = participant)))
$$;

CREATE FUNCTION participants_keep_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_text := participants_search_text(NEW.id, NEW.name, NEW.duns);
  RETURN NEW;
END $$;
CREATE TRIGGER participants_search_text BEFORE INSERT OR UPDATE OF name, duns, search_text
  ON participants_participant FOR EACH ROW EXECUTE FUNCTION participants_keep_search_text();

CREATE FUNCTION participants_spread_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE participants_participant SET search_text = '' WHERE id = OLD.participant_id;
  END IF;
  IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.participant_id <> OLD.participant_id) THEN
    UPDATE participants_participant SET search_text = '' WHERE id = NEW.participant_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER participants_registration_search_text
  AFTER INSERT OR DELETE OR UPDATE OF short_name, duns, participant_id
  ON participants_registration FOR EACH ROW EXECUTE FUNCTION participants_spread_search_text();
"""

DROP = """
DROP TRIGGER participants_registration_search_text ON participants_registration;
DROP FUNCTION participants_spread_search_text();
DROP TRIGGER participants_search_text ON participants_participant;
DROP FUNCTION participants_keep_search_text();
DROP FUNCTION participants_search_text(bigint, text, text);
"""


class Migration(migrations.Migration):
    """Keeps the text a participant is found by, whoever writes the rows: pages, imports or bulk loads."""

    dependencies = [("participants", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, reverse_sql=DROP)]
