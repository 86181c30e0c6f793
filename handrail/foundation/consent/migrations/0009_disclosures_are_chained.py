"""What left is as much a part of what happened as what was seen: each disclosure takes its place in the chain."""

from django.db import migrations

COLUMNS = "{id,person_id,recipient_id,consent_id,ground,purpose,resources,how,notice,made_at,made_by_id}"


class Migration(migrations.Migration):
    dependencies = [("consent", "0008_disclosures_know_every_purpose"), ("ledger", "0003_the_chain")]
    operations = [
        migrations.RunSQL(
            f"SELECT ledger_cover('consent_disclosure', '{COLUMNS}')",
            "SELECT ledger_uncover('consent_disclosure')",
        ),
    ]
