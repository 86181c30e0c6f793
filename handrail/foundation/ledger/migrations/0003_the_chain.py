"""Eight chains of hashes over what happened, made by the database itself as each transaction commits.

Two turns, and why: a transaction's deferred checks run at commit in the order of its statements, and a check of a
foreign key may wait for another transaction. Whoever waits like that must not hold a lane. A turn written by a turn
comes after all that was deferred before, so a lane is the last thing a transaction takes, and it takes one only
when it is free or holds none: writers cannot wait for each other in a ring.
"""

import django.db.models.fields.composite
from django.db import migrations, models

TABLES = """
CREATE TABLE ledger_form (id smallint PRIMARY KEY, of text NOT NULL, columns text[] NOT NULL);
CREATE UNLOGGED TABLE ledger_turn (
    round smallint NOT NULL, form smallint NOT NULL, rows bigint[] NOT NULL, digests bytea[] NOT NULL
);
-- A head changes at each commit: room on its page keeps that change there.
ALTER TABLE ledger_lane SET (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
"""

CHAIN = """
CREATE FUNCTION ledger_chain(form smallint, rows bigint[], digests bytea[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    own smallint := (pg_current_xact_id()::text::bigint % 8)::smallint;
    taken ledger_lane;
    hashes bytea[] := digests;
    newest bytea;
BEGIN
    SELECT * INTO taken FROM ledger_lane ORDER BY (lane - own + 8) % 8 LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        INSERT INTO ledger_lane (lane, count, head)
        SELECT n, 0, sha256(convert_to('handrail ledger lane ' || n, 'UTF8')) FROM generate_series(0, 7) AS n
        ON CONFLICT DO NOTHING;
        SELECT * INTO STRICT taken FROM ledger_lane WHERE lane = own FOR UPDATE;
    END IF;
    newest := taken.head;
    FOR i IN 1 .. cardinality(digests) LOOP
        newest := sha256(newest || digests[i]);
        hashes[i] := newest;
    END LOOP;
    INSERT INTO ledger_link (lane, number, form, row, hash)
    SELECT taken.lane, taken.count + place, ledger_chain.form, one, hash
    FROM unnest(rows, hashes) WITH ORDINALITY AS made (one, hash, place);
    UPDATE ledger_lane SET count = taken.count + cardinality(digests), head = newest
    WHERE lane = taken.lane;
END $$;
"""

TURNS = """
CREATE FUNCTION ledger_take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.round = 1 THEN
        INSERT INTO ledger_turn (round, form, rows, digests) VALUES (2, NEW.form, NEW.rows, NEW.digests);
    ELSE
        PERFORM ledger_chain(NEW.form, NEW.rows, NEW.digests);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER each_turn_is_taken_at_commit AFTER INSERT ON ledger_turn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_take_turn();
CREATE TRIGGER links_stay BEFORE UPDATE OR DELETE ON ledger_link FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER links_are_not_emptied BEFORE TRUNCATE ON ledger_link EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER lanes_are_not_removed BEFORE DELETE ON ledger_lane FOR EACH ROW EXECUTE FUNCTION ledger_stays();
"""

#: What is hashed of a row: a JSON array of the table's name and these columns, moments as microseconds since 1970.
BODY = """
CREATE FUNCTION ledger_body(of text, columns text[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    parts text[];
BEGIN
    SELECT array_agg(CASE format_type(a.atttypid, NULL)
        WHEN 'timestamp with time zone' THEN format('(extract(epoch FROM r.%I) * 1000000)::bigint', a.attname)
        WHEN 'bytea' THEN format('encode(r.%I, ''hex'')', a.attname)
        ELSE format('r.%I', a.attname) END ORDER BY c.place)
    INTO parts FROM unnest(columns) WITH ORDINALITY AS c (name, place)
    JOIN pg_attribute a ON a.attrelid = of::regclass AND a.attname = c.name AND NOT a.attisdropped;
    IF cardinality(parts) IS DISTINCT FROM cardinality(columns) THEN
        RAISE EXCEPTION 'Not every one of % is a column of %.', columns, of;
    END IF;
    RETURN format('sha256(convert_to(jsonb_build_array(%L, %s)::text, ''UTF8''))', of, array_to_string(parts, ', '));
END $$;
"""

COVER = """
CREATE FUNCTION ledger_cover(of text, columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    body text := ledger_body(of, columns);
    known boolean := EXISTS (SELECT FROM ledger_form f WHERE f.of = ledger_cover.of);
    number smallint;
BEGIN
    INSERT INTO ledger_form SELECT coalesce(max(id), 0) + 1, ledger_cover.of, ledger_cover.columns FROM ledger_form
    RETURNING id INTO number;
    EXECUTE format($f$
        CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql AS $g$
        BEGIN
            INSERT INTO ledger_turn (round, form, rows, digests)
            SELECT 1, %2$s, array_agg(r.id ORDER BY r.id), array_agg(%3$s ORDER BY r.id)
            FROM new_rows r HAVING count(*) > 0;
            RETURN NULL;
        END $g$;
        CREATE OR REPLACE TRIGGER rows_are_chained AFTER INSERT ON %4$I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION %1$I();
        CREATE OR REPLACE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON %4$I
            FOR EACH ROW EXECUTE FUNCTION ledger_stays();
        CREATE OR REPLACE TRIGGER rows_are_not_emptied BEFORE TRUNCATE ON %4$I EXECUTE FUNCTION ledger_stays();
    $f$, 'ledger_note_' || of, number, body, of);
    IF NOT known THEN
        PERFORM ledger_chain_what_stands(of, number, body);
    END IF;
END $$;
CREATE FUNCTION ledger_chain_what_stands(of text, form smallint, body text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    rows bigint[];
    digests bytea[];
    last bigint := 0;
BEGIN
    LOOP
        EXECUTE format('SELECT array_agg(r.id ORDER BY r.id), array_agg(%s ORDER BY r.id) FROM '
            '(SELECT * FROM %I WHERE id > $1 ORDER BY id LIMIT 5000) r', body, of) INTO rows, digests USING last;
        EXIT WHEN rows IS NULL;
        PERFORM ledger_chain(form, rows, digests);
        last := rows[cardinality(rows)];
    END LOOP;
END $$;
CREATE FUNCTION ledger_uncover(of text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER rows_are_chained ON %1$I; DROP TRIGGER rows_stay ON %1$I;'
        'DROP TRIGGER rows_are_not_emptied ON %1$I; DROP FUNCTION %2$I();', of, 'ledger_note_' || of);
END $$;
"""

COVERED = """
DROP TRIGGER entries_stay ON ledger_entry;
DROP TRIGGER viewings_stay ON ledger_viewing;
SELECT ledger_cover('ledger_entry', '{id,kind,person_id,actor_id,at,via,subject,facts}');
SELECT ledger_cover('ledger_viewing', '{id,person_id,viewer_id,resource,basis,at,via}');
"""

BACKWARD = """
SELECT ledger_uncover('ledger_viewing');
SELECT ledger_uncover('ledger_entry');
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER viewings_stay BEFORE UPDATE OR DELETE ON ledger_viewing
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
DROP TABLE ledger_turn, ledger_form;
DROP FUNCTION ledger_uncover, ledger_cover, ledger_chain_what_stands, ledger_body, ledger_take_turn, ledger_chain;
DROP TRIGGER links_stay ON ledger_link;
DROP TRIGGER links_are_not_emptied ON ledger_link;
DROP TRIGGER lanes_are_not_removed ON ledger_lane;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_entries_and_viewings_stay")]
    operations = [
        migrations.CreateModel(
            name="Lane",
            fields=[
                ("lane", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("count", models.BigIntegerField()),
                ("head", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("pk", django.db.models.fields.composite.CompositePrimaryKey("lane", "number", blank=True, editable=False, primary_key=True, serialize=False)),
                ("lane", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("form", models.SmallIntegerField()),
                ("row", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(TABLES + CHAIN + TURNS + BODY + COVER + COVERED, BACKWARD),
    ]
