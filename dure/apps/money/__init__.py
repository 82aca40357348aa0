"""Money: one ledger of whole won, payee accounts, and payments by two. It knows no program and no case."""
