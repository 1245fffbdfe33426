from django.db import migrations

BY_STATEMENT = """
DROP TRIGGER participants_registration_search_text ON participants_registration;
DROP FUNCTION participants_spread_search_text();

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

BY_ROW = """
DROP TRIGGER participants_registration_added ON participants_registration;
DROP TRIGGER participants_registration_removed ON participants_registration;
DROP TRIGGER participants_registration_changed ON participants_registration;
DROP FUNCTION participants_spread_added();
DROP FUNCTION participants_spread_removed();
DROP FUNCTION participants_spread_changed();

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


class Migration(migrations.Migration):
    """The search text follows registrations once a statement, not once a row: imports write thousands at a time."""

    dependencies = [("participants", "0004_import_work")]
    operations = [migrations.RunSQL(BY_STATEMENT, reverse_sql=BY_ROW)]
