from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "handrail.foundation.ledger"
    label = "ledger"
