"""The rows of the registry, by area."""
