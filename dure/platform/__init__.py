"""Django plumbing that every app stands on."""
