"""People: accounts, parties, members, teams, seats, reviewers and consents."""
