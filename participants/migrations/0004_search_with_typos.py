from django.db import migrations

FIND = """
CREATE FUNCTION participants_matches(told text, words text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_and(
    position(word IN lower(told)) > 0 OR (length(word) > 3 AND word !~ '^[0-9]+$' AND word_similarity(word, lower(told)) >= 0.45)
  ), true) FROM unnest(words) AS word
$$;

CREATE FUNCTION participants_found(words text[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  usual text := current_setting('pg_trgm.word_similarity_threshold', true);
  longest text := (SELECT word FROM unnest(words) AS word ORDER BY length(word) DESC, word LIMIT 1);
  contained text := '%' || replace(replace(replace(longest, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';
  found bigint[];
BEGIN
  PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);
  found := ARRAY(
    SELECT id FROM participants_participant
    WHERE (search_text LIKE contained OR longest <% search_text) AND participants_matches(search_text, words)
    ORDER BY word_similarity(array_to_string(words, ' '), search_text) DESC, id
    LIMIT 1000);
  PERFORM set_config('pg_trgm.word_similarity_threshold', coalesce(usual, '0.6'), true);
  RETURN found;
END $$;
"""

DROP = """
DROP FUNCTION participants_found(text[]);
DROP FUNCTION participants_matches(text, text[]);
"""


class Migration(migrations.Migration):
    """Every word must be there, some letters wrong or not, numbers to the digit; the longest leads into the index.

    The best thousand are candidates: nobody pages further through a search.
    """

    dependencies = [("participants", "0003_wall")]
    operations = [migrations.RunSQL(FIND, reverse_sql=DROP)]
