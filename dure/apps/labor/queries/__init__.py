"""Reading workers, their days and monthly claims."""
