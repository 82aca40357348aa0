"""A definition as staff see and type it: topics of plain fields, keys that never change, problems and differences in words. Pure."""
