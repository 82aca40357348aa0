"""Taxes withheld from a person's fee (원천징수), and what a grant pays of a bill with VAT. Pure; whole won (domain.md §9.2, §9.3)."""

from dataclasses import dataclass
from decimal import Decimal

from dure.apps.grants.words import Withholding
from dure.kernel.won import Won, split_total, vat_of_supply


@dataclass(frozen=True, slots=True)
class Taxed:
    """A fee with the taxes withheld and what the person gets."""

    fee: int
    income_tax: int
    local_tax: int

    @property
    def net(self) -> int:
        return self.fee - self.income_tax - self.local_tax


@dataclass(frozen=True, slots=True)
class TaxRates:
    """The percentages of a day, and up to which income no tax is withheld."""

    other_expense: Decimal
    other_tax: Decimal
    other_waived_to: int
    business_tax: Decimal
    local_tax: Decimal


def cut_below_ten(amount: int | Decimal) -> int:
    """Taxes are whole tens of won: what is below is cut (국고금관리법 제47조)."""
    return int(amount) // 10 * 10


def withhold(fee: int, way: str, rates: TaxRates) -> Taxed:
    """What is withheld of a fee: of a one-off fee its income after expenses, of repeated work the whole fee."""
    if way == Withholding.OTHER:
        income = fee * (100 - rates.other_expense) / 100
        tax = 0 if income <= rates.other_waived_to else cut_below_ten(income * rates.other_tax / 100)
    elif way == Withholding.BUSINESS:
        tax = cut_below_ten(fee * rates.business_tax / 100)
    else:
        tax = 0
    return Taxed(fee, tax, cut_below_ten(tax * rates.local_tax / 100))


@dataclass(frozen=True, slots=True)
class Charge:
    """What the grant or the own share pays of a bill, and the VAT that stands in it or beside it."""

    amount: int
    vat: int
    vat_included: bool

    @property
    def billed(self) -> int:
        """What the payee bills in all."""
        return self.amount if self.vat_included else self.amount + self.vat


def charge(billed: int, *, has_vat: bool, taxable: bool, supply: int = 0) -> Charge:
    """A grantee that gets VAT back is charged the supply amount alone (공급가액); any other the whole bill. `supply` as the invoice says it."""
    if not has_vat:
        return Charge(billed, 0, False)
    said = Won(supply) if supply else split_total(billed)[0]
    vat = billed - said
    return Charge(said, vat, False) if taxable else Charge(billed, vat, True)


def billed_of_supply(supply: int) -> int:
    """The bill of a supply amount with its VAT on top."""
    return supply + vat_of_supply(supply)


def usually_taxable(business_number: str) -> bool:
    """What the number suggests until the grantee says it: persons 01–79 and companies 81, 86–88 pay VAT (국세청 번호 체계)."""
    if len(business_number) != 10:
        return False
    middle = int(business_number[3:5])
    return 1 <= middle <= 79 or middle in {81, 86, 87, 88}
