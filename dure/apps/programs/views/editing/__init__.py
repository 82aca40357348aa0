"""Staff: definitions on screen."""
