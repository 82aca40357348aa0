"""What has happened, in words, from the journal."""

from dure.apps.grants.models import Agreement
from dure.apps.grants.words import DEEDS
from dure.platform import deeds, journal


def lines_of_agreement(agreement: Agreement) -> list[deeds.Line]:
    """The agreement's own lines, newest first."""
    return deeds.told(journal.lines_of(agreement)[:50])


def lines_of_grant(agreement: Agreement) -> list[deeds.Line]:
    """Everything about the case that has to do with money and its reports, newest first."""
    return deeds.told(journal.lines_of_case(agreement.case_id).filter(verb__in=DEEDS)[:80])
