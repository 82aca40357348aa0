from datetime import timedelta
from dure.platform import invariants
from tests.apps.review import makers
from tests.apps.review.conftest import *  # noqa

def test_x(opened):
    opened.scored(5,4,3).closed().unsealed().decided()
    found=[(a.code,f) for a,f in invariants.run() if f]
    print(found)
    opened.announced(); opened.tell()
    found=[(a.code,f) for a,f in invariants.run() if f]
    print(found)
    assert not found
