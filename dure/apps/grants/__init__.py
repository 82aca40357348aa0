"""Grants: agreements, disbursements, spending and evidence, reports, settlement, showcase."""
