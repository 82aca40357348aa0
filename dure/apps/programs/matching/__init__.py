"""Every program against every party, as sets: the same rules as the explaining evaluator's, asked of the database at once.

A rule becomes one nullable condition (rules/columns.py), each different rule is asked once however many programs name it, and its answers
are kept as sets of parties. What is shown is explained afterwards by the rules themselves. When one party or one rule changes, only that is asked anew.
"""

from dure.apps.programs.matching.answering import Matches, matches, matches_again, matches_with_rules
from dure.apps.programs.matching.known import Known, known_of_all
from dure.apps.programs.matching.offers import Offer, When, offers

__all__ = ["Known", "Matches", "Offer", "When", "known_of_all", "matches", "matches_again", "matches_with_rules", "offers"]
