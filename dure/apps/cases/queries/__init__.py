"""Reading across rows of cases."""
