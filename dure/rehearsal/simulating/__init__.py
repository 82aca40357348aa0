"""Every program of the catalog, told from its notice to its end by invented people through the real verbs."""
