"""What the desks of money hand out: papers of an audit, and everything of a year in one file."""
