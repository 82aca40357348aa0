"""Pages of the desks of money."""
