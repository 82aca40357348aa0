"""The catalog reader: YAML files become typed sections. No database, no settings."""
