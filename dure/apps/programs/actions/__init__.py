"""The verbs of programs, one human act each."""
