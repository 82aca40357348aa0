"""Review: panels, conflicts of interest, sealed scores, decisions and their announcement."""
