"""Services in and out by the Human Services Data Specification (Open Referral), 3.x and the older CSV."""
