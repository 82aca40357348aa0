"""Reading across programs."""
