"""Papers of grants: signatures under them, official papers of money, the center's own forms, lists, and the export pack."""
