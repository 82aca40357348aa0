"""The apps, in storeys; each is spoken to through its facade."""
