"""Every address of the house: who gets what, by method. An address or a method without a row fails.

A row names the address, the thing that fills its arguments (`at`, see world.py), and for GET and POST an answer per role, in words:
"403, 200 staff auditor, login passer_by" gives 403 to everybody but those who are named, by role or by group.
POST is sent empty, or with the `act` of one button, and rolled back; without `post` the page must answer 405 to everybody.
An address may have several rows, one for each thing that makes a difference. 404 is what a stranger meets; `login` is the sign-in
page; 422 and 409 are what somebody meets who may do it but sent nothing, or came too late.
"""

from tests.house.row import GROUPS, LOGIN, ROLES, Answer, Row
from tests.house.rows import applications, applying, desks_money, gatherings, grants, labor, money, people, programs, public, reviewing

__all__ = ["GROUPS", "LOGIN", "ROLES", "ROWS", "Answer", "Row"]

ROWS: tuple[Row, ...] = (
    *public.ROWS,
    *applying.ROWS,
    *gatherings.ROWS,
    *applications.ROWS,
    *reviewing.ROWS,
    *grants.ROWS,
    *money.ROWS,
    *labor.ROWS,
    *programs.ROWS,
    *people.ROWS,
    *desks_money.ROWS,
)
