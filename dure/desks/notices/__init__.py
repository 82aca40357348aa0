"""A person's notices and calendars, and the center's own words in its letters."""
