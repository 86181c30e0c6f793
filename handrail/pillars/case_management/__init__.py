"""From a need to a place that meets it: the directory of services, and referrals until they end."""
