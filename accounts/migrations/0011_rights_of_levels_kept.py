from django.db import migrations

KEEP = """
CREATE FUNCTION accounts_rights_of_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.level_rights := NULL;
  IF NEW.level <> '' THEN
    -- Shared: whoever changes the level meanwhile is waited for, and whoever comes later finds this person.
    SELECT CASE WHEN edited THEN rights END INTO NEW.level_rights
      FROM accounts_levelrights WHERE level = NEW.level FOR SHARE;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER accounts_user_rights BEFORE INSERT OR UPDATE OF role, level, level_rights ON accounts_user
  FOR EACH ROW EXECUTE FUNCTION accounts_rights_of_level();

CREATE FUNCTION accounts_level_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts_user SET level_rights = CASE WHEN NEW.edited THEN NEW.rights END WHERE level = NEW.level;
  RETURN NULL;
END $$;
CREATE TRIGGER accounts_level_changed AFTER INSERT OR UPDATE OF rights, edited ON accounts_levelrights
  FOR EACH ROW EXECUTE FUNCTION accounts_level_changed();
"""
FORGET = """
DROP TRIGGER accounts_level_changed ON accounts_levelrights;
DROP FUNCTION accounts_level_changed();
DROP TRIGGER accounts_user_rights ON accounts_user;
DROP FUNCTION accounts_rights_of_level();
"""


class Migration(migrations.Migration):
    """Each account manager carries the rights of the own level, so that reading them costs no statement."""

    dependencies = [("accounts", "0002_wall")]
    operations = [migrations.RunSQL(KEEP, FORGET)]
