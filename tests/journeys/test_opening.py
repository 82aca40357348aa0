"""The first look: the house opens, in a browser, at every width."""

import pytest

pytestmark = pytest.mark.twin


@pytest.mark.parametrize("size", ["desk", "phone", "narrow"])
def test_somebody_opens_the_house(somebody, size):
    visitor = somebody(size)
    visitor.goes_to("/")
    visitor.reads("우리 조직에 맞는 지원사업")
    visitor.finds_no_barrier()


def test_the_house_opens_without_scripts(somebody):
    visitor = somebody(scripts=False)
    visitor.goes_to("/")
    visitor.reads("우리 조직에 맞는 지원사업")
