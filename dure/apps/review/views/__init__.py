"""Pages of review, one file per audience."""
