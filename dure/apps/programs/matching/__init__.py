"""Every program against every party, as sets: the same rules as the explaining evaluator's, asked of the database at once.

A rule becomes one nullable condition (rules/columns.py), each different rule is asked once however many programs name it, and parties with
the same answers are judged together. What is shown is explained afterwards by the rules themselves.
"""

from dure.apps.programs.matching.answering import Matches, matches, matches_again
from dure.apps.programs.matching.offers import Offer, When, offers

__all__ = ["Matches", "Offer", "When", "matches", "matches_again", "offers"]
