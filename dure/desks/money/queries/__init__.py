"""What the desks of money read."""
