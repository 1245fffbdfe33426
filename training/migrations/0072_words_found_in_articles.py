from django.db import migrations

FIND = """
CREATE FUNCTION training_word_found(found_by tsvector, head text, body text, word text) RETURNS real
LANGUAGE plpgsql STABLE AS $$
DECLARE
  query tsquery := CASE WHEN right(word, 1) = '*'
    THEN to_tsquery('english', quote_literal(rtrim(word, '*')) || ':*') ELSE plainto_tsquery('english', word) END;
  plain text := rtrim(word, '*');
  likeness real;
BEGIN
  IF numnode(query) = 0 THEN RETURN NULL; END IF;
  IF found_by @@ query THEN RETURN ts_rank('{0.2, 0.3, 0.6, 1.0}', found_by, query); END IF;
  IF length(plain) < 4 OR plain ~ '[0-9]' THEN RETURN 0; END IF;
  likeness := word_similarity(plain, lower(head));
  IF likeness >= 0.42 THEN RETURN likeness * 0.4; END IF;
  IF body = '' THEN RETURN 0; END IF;
  likeness := word_similarity(plain, lower(left(body, 6000)));
  RETURN CASE WHEN likeness >= 0.55 THEN likeness * 0.1 ELSE 0 END;
END $$;

CREATE FUNCTION training_words_found(found_by tsvector, head text, body text, words text[], every boolean) RETURNS real
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN every AND bool_or(score = 0) THEN 0 ELSE coalesce(sum(score) / sqrt(count(score)), 0) END
  FROM (SELECT training_word_found(found_by, head, body, word) AS score FROM unnest(words) AS word) AS scored
$$;
"""

DROP = """
DROP FUNCTION training_words_found(tsvector, text, text, text[], boolean);
DROP FUNCTION training_word_found(tsvector, text, text, text);
"""


class Migration(migrations.Migration):
    """How well an article answers single words, some letters wrong or not; guesses count less, in a text least of all.

    Words with digits are never guessed at; a word that ends in * is only begun; words like "the" count for nothing.
    """

    dependencies = [("training", "0071_readers_wall"), ("participants", "0006_search_with_typos")]
    operations = [migrations.RunSQL(FIND, reverse_sql=DROP)]
