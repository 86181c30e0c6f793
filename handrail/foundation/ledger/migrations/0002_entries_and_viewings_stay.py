"""What happened stays as it was written: the database refuses to change or delete it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is only ever added to: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER viewings_stay BEFORE UPDATE OR DELETE ON ledger_viewing
    FOR EACH ROW EXECUTE FUNCTION ledger_stays();
"""

BACKWARD = """
DROP TRIGGER entries_stay ON ledger_entry;
DROP TRIGGER viewings_stay ON ledger_viewing;
DROP FUNCTION ledger_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
