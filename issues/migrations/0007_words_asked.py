from django.db import migrations

from portal.scoping.policies import guard

ASK = """
CREATE FUNCTION issues_asked(words text[], own bigint) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
  word text;
  stem text;
  one tsquery;
  other text;
  known boolean;
  alike text[];
  asked tsquery;
BEGIN
  FOREACH word IN ARRAY words LOOP
    one := plainto_tsquery('english', word);
    CONTINUE WHEN numnode(one) = 0;
    IF word ~ '^[a-z]{3,40}$' THEN
      IF word = words[array_length(words, 1)] THEN
        one := one || to_tsquery('english', word || ':*');
      END IF;
      stem := (tsvector_to_array(to_tsvector('english', word)))[1];
      IF length(word) > 3 THEN
        IF own IS NULL THEN
          known := EXISTS (SELECT 1 FROM issues_searchword AS held WHERE held.word LIKE stem || '%');
          alike := CASE WHEN known THEN '{}' ELSE ARRAY(
            SELECT held.word FROM issues_searchword AS held WHERE held.word % stem
            ORDER BY similarity(held.word, stem) DESC, held.word LIMIT 4) END;
        ELSE
          alike := ARRAY(
            SELECT held.word FROM ts_stat(format(
              'SELECT said FROM issues_issuewords JOIN issues_issue ON id = issue_id
               WHERE participant_id = %s ORDER BY opened_at DESC LIMIT 500', own)) AS held
            WHERE held.word ~ '^[a-z]{4,40}$' AND held.word % stem
            ORDER BY similarity(held.word, stem) DESC, held.word LIMIT 4);
          IF stem = ANY (alike) THEN
            alike := '{}';
          END IF;
        END IF;
        FOREACH other IN ARRAY alike LOOP
          one := one || other::tsquery;
        END LOOP;
      END IF;
    END IF;
    asked := CASE WHEN asked IS NULL THEN one ELSE asked && one END;
  END LOOP;
  RETURN coalesce(asked, ''::tsquery);
END $$;

CREATE FUNCTION issues_found(asked tsquery, most integer) RETURNS bigint[] LANGUAGE plpgsql STABLE
SET enable_seqscan TO off AS $$
DECLARE
  found bigint[];
BEGIN
  IF numnode(asked) = 0 THEN
    RETURN '{}';
  END IF;
  EXECUTE format('SELECT ARRAY(SELECT issue_id FROM issues_deskwords WHERE said @@ %L::tsquery LIMIT %s)', asked, most)
    INTO found;
  RETURN found;
END $$;

CREATE FUNCTION issues_learn_words() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  learned integer;
  last timestamptz := (SELECT max(learned_at) FROM issues_searchword);
BEGIN
  INSERT INTO issues_searchword (word, learned_at)
    SELECT word, clock_timestamp()
    FROM ts_stat(format('SELECT said FROM issues_deskwords WHERE touched_at >= %L',
                        coalesce(last, '-infinity'::timestamptz) - interval '1 hour'))
    WHERE word ~ '^[a-z]{4,40}$'
    ON CONFLICT (word) DO NOTHING;
  GET DIAGNOSTICS learned = ROW_COUNT;
  RETURN learned;
END $$;
"""

DROP = """
DROP FUNCTION issues_learn_words();
DROP FUNCTION issues_found(tsquery, integer);
DROP FUNCTION issues_asked(text[], bigint);
"""


class Migration(migrations.Migration):
    """What the search asks: each word, some letters wrong or not, the last one also as a beginning.

    A word that occurs nowhere is asked as the few known words most like it. The staff's known words are learned now
    and then; a participant's are those of its own newest issues. Of the staff's hits so many are read at most, by the
    index alone: who finds more has asked for a common word, which the list then looks for in its own order.
    """

    dependencies = [("issues", "0006_words_kept")]
    operations = [
        guard("issues_issuewords", "issue_id IN (SELECT id FROM issues_issue)"),
        migrations.RunSQL(ASK, reverse_sql=DROP),
    ]
