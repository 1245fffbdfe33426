from django.db import migrations

KEEP = """
CREATE FUNCTION issues_more_words(said tsvector, told text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN said || strip(to_tsvector('english', left(told, 100000)));
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN said;
END $$;

CREATE FUNCTION issues_reword(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  open_words tsvector;
  all_words tsvector;
BEGIN
  SELECT issues_more_words(''::tsvector, concat_ws(E'\\n', title, resolution,
    (SELECT string_agg(left(text, 20000), E'\\n') FROM issues_comment WHERE issue_id = wanted)))
    INTO open_words FROM issues_issue WHERE id = wanted;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  all_words := issues_more_words(open_words,
    coalesce((SELECT string_agg(left(text, 20000), E'\\n') FROM issues_note WHERE issue_id = wanted), ''));
  INSERT INTO issues_issuewords (issue_id, said) VALUES (wanted, open_words)
    ON CONFLICT (issue_id) DO UPDATE SET said = EXCLUDED.said;
  INSERT INTO issues_deskwords (issue_id, said, touched_at) VALUES (wanted, all_words, clock_timestamp())
    ON CONFLICT (issue_id) DO UPDATE SET said = EXCLUDED.said, touched_at = EXCLUDED.touched_at;
END $$;

CREATE FUNCTION issues_issue_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO issues_issuewords (issue_id, said)
    SELECT id, issues_more_words(''::tsvector, concat_ws(E'\\n', title, resolution)) FROM added;
  INSERT INTO issues_deskwords (issue_id, said, touched_at)
    SELECT words.issue_id, words.said, clock_timestamp()
    FROM issues_issuewords AS words JOIN added ON added.id = words.issue_id;
  RETURN NULL;
END $$;
CREATE TRIGGER issues_issue_words_added AFTER INSERT ON issues_issue
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION issues_issue_added_words();

CREATE FUNCTION issues_issue_changed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM issues_reword(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER issues_issue_words_changed AFTER UPDATE OF title, resolution ON issues_issue FOR EACH ROW
  WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.resolution IS DISTINCT FROM NEW.resolution)
  EXECUTE FUNCTION issues_issue_changed_words();

CREATE FUNCTION issues_comment_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE issues_issuewords AS words SET said = issues_more_words(words.said, told.text)
    FROM (SELECT issue_id, string_agg(left(text, 20000), E'\\n') AS text FROM added GROUP BY issue_id) AS told
    WHERE words.issue_id = told.issue_id;
  UPDATE issues_deskwords AS words
    SET said = issues_more_words(words.said, told.text), touched_at = clock_timestamp()
    FROM (SELECT issue_id, string_agg(left(text, 20000), E'\\n') AS text FROM added GROUP BY issue_id) AS told
    WHERE words.issue_id = told.issue_id;
  RETURN NULL;
END $$;
CREATE TRIGGER issues_comment_words_added AFTER INSERT ON issues_comment
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION issues_comment_added_words();

CREATE FUNCTION issues_note_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE issues_deskwords AS words
    SET said = issues_more_words(words.said, told.text), touched_at = clock_timestamp()
    FROM (SELECT issue_id, string_agg(left(text, 20000), E'\\n') AS text FROM added GROUP BY issue_id) AS told
    WHERE words.issue_id = told.issue_id;
  RETURN NULL;
END $$;
CREATE TRIGGER issues_note_words_added AFTER INSERT ON issues_note
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION issues_note_added_words();

CREATE FUNCTION issues_said_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM issues_reword(OLD.issue_id);
  IF TG_OP = 'UPDATE' AND NEW.issue_id <> OLD.issue_id THEN
    PERFORM issues_reword(NEW.issue_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER issues_comment_words_moved AFTER DELETE OR UPDATE OF issue_id, text ON issues_comment
  FOR EACH ROW EXECUTE FUNCTION issues_said_elsewhere();
CREATE TRIGGER issues_note_words_moved AFTER DELETE OR UPDATE OF issue_id, text ON issues_note
  FOR EACH ROW EXECUTE FUNCTION issues_said_elsewhere();

SELECT issues_reword(id) FROM issues_issue;
"""

DROP = """
DROP TRIGGER issues_note_words_moved ON issues_note;
DROP TRIGGER issues_comment_words_moved ON issues_comment;
DROP TRIGGER issues_note_words_added ON issues_note;
DROP TRIGGER issues_comment_words_added ON issues_comment;
DROP TRIGGER issues_issue_words_changed ON issues_issue;
DROP TRIGGER issues_issue_words_added ON issues_issue;
DROP FUNCTION issues_said_elsewhere();
DROP FUNCTION issues_note_added_words();
DROP FUNCTION issues_comment_added_words();
DROP FUNCTION issues_issue_changed_words();
DROP FUNCTION issues_issue_added_words();
DROP FUNCTION issues_reword(bigint);
DROP FUNCTION issues_more_words(tsvector, text);
"""


class Migration(migrations.Migration):
    """The words of an issue follow what is said of it, once a statement; what cannot be held is left out.

    Triggers, because comments are written by imports, mail and moves between issues as well, and a word that one of
    them forgot would be missing from the search without anybody noticing.
    """

    dependencies = [("issues", "0005_disputes_wall")]
    operations = [migrations.RunSQL(KEEP, reverse_sql=DROP)]
