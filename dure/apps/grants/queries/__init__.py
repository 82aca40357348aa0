"""Reading agreements and what hangs on them."""
