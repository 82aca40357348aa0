"""Reading across panels, seats, sheets and decisions."""
