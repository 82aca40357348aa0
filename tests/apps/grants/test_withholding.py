"""Taxes withheld and VAT, by the vectors of the domain (§9.2, §9.3)."""

from decimal import Decimal

import pytest

from dure.apps.grants.rules.withholding import Taxed, TaxRates, billed_of_supply, charge, usually_taxable, withhold

RATES = TaxRates(Decimal(60), Decimal(20), 50_000, Decimal(3), Decimal(10))

VECTORS = (
    (125_000, (0, 0, 125_000), (3_750, 370, 120_880)),
    (125_010, (10_000, 1_000, 114_010), (3_750, 370, 120_890)),
    (300_000, (24_000, 2_400, 273_600), (9_000, 900, 290_100)),
    (333_333, (26_660, 2_660, 304_013), (9_990, 990, 322_353)),
)


def figures(taxed: Taxed) -> tuple[int, int, int]:
    return taxed.income_tax, taxed.local_tax, taxed.net


@pytest.mark.parametrize(("fee", "other", "business"), VECTORS)
def test_both_ways_of_withholding_give_the_figures_of_the_guide(fee, other, business):
    assert figures(withhold(fee, "other", RATES)) == other
    assert figures(withhold(fee, "business", RATES)) == business
    assert figures(withhold(fee, "", RATES)) == (0, 0, fee)


@pytest.mark.django_db
@pytest.mark.parametrize(("fee", "other", "business"), VECTORS)
def test_the_dated_rates_of_the_house_give_the_same(fee, other, business):
    from datetime import date

    from dure.apps.grants.queries.weighing import tax_rates

    rates = tax_rates(date(2026, 3, 10))
    assert figures(withhold(fee, "other", rates)) == other
    assert figures(withhold(fee, "business", rates)) == business


def test_a_total_parts_into_supply_and_vat_and_back():
    whole = charge(10_000, has_vat=True, taxable=True)
    assert (whole.amount, whole.vat, whole.vat_included, whole.billed) == (9_091, 909, False, 10_000)
    assert billed_of_supply(1_000_000) == 1_100_000


def test_who_gets_vat_back_charges_the_supply_alone_and_others_the_whole_bill():
    bill = {"billed": 1_100_000, "has_vat": True}
    assert (charge(taxable=True, **bill).amount, charge(taxable=False, **bill).amount) == (1_000_000, 1_100_000)
    assert charge(1_100_000, has_vat=True, taxable=True, supply=1_000_001).vat == 99_999
    assert charge(1_100_000, has_vat=False, taxable=True).amount == 1_100_000


@pytest.mark.parametrize(("number", "taxable"), [("1248100998", True), ("1208247521", False), ("1058900000", False), ("", False)])
def test_a_business_number_suggests_whether_vat_comes_back(number, taxable):
    assert usually_taxable(number) is taxable
