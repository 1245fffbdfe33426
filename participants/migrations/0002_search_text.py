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

CREATE FUNCTION participants_spread_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE participants_participant SET search_text = '' WHERE id IN (SELECT participant_id FROM added);
  RETURN NULL;
END $$;
CREATE FUNCTION participants_spread_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE participants_participant SET search_text = '' WHERE id IN (SELECT participant_id FROM removed);
  RETURN NULL;
END $$;
CREATE FUNCTION participants_spread_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE participants_participant SET search_text = '' WHERE id IN (
    SELECT unnest(ARRAY[removed.participant_id, added.participant_id]) FROM removed JOIN added USING (id)
    WHERE (removed.short_name, removed.duns, removed.participant_id)
      IS DISTINCT FROM (added.short_name, added.duns, added.participant_id));
  RETURN NULL;
END $$;

CREATE TRIGGER participants_registration_added AFTER INSERT ON participants_registration
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION participants_spread_added();
CREATE TRIGGER participants_registration_removed AFTER DELETE ON participants_registration
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION participants_spread_removed();
CREATE TRIGGER participants_registration_changed AFTER UPDATE ON participants_registration
  REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION participants_spread_changed();
"""

DROP = """
DROP TRIGGER participants_registration_added ON participants_registration;
DROP TRIGGER participants_registration_removed ON participants_registration;
DROP TRIGGER participants_registration_changed ON participants_registration;
DROP FUNCTION participants_spread_added();
DROP FUNCTION participants_spread_removed();
DROP FUNCTION participants_spread_changed();
DROP TRIGGER participants_search_text ON participants_participant;
DROP FUNCTION participants_keep_search_text();
DROP FUNCTION participants_search_text(bigint, text, text);
"""


class Migration(migrations.Migration):
    """Keeps the text a participant is found by, whoever writes the rows: pages, imports or bulk loads.

    It follows registrations once a statement, not once a row: imports write thousands at a time.
    """

    dependencies = [("participants", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, reverse_sql=DROP)]
