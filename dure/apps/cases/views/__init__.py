"""Pages of cases, one file per occasion."""
