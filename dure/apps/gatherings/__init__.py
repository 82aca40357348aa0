"""Gatherings: anything with a date and people."""
