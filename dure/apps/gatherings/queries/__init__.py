"""Reading across gatherings."""
