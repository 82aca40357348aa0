"""Settings, addresses and the `dure` command."""
