"""Cases: one party's way through a round, from the first line of a draft to its end."""
