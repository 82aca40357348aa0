"""What every grant does after it is signed, in few lines: paid by four people, spent with papers, reported and accepted."""

from typing import Any

from playwright.sync_api import expect

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.rehearsal import papers
from tests.journeys.telling import Story, answers


def done(person: Any, words: str) -> None:
    """Press what can be pressed once, and wait until the house has answered."""
    person.presses(words)
    expect(person.page.get_by_role("button", name=words)).to_have_count(0)


def both_sign(story: Story, who: str, agreement_id: int) -> None:
    """The officer sends the agreement; the representative and the approver sign it on their screens."""
    officer = story.comes("officer")
    officer.goes_to(f"/desk/agreements/{agreement_id}/")
    done(officer, "협약서를 조직에 보내기")
    for signer, address in ((who, "my"), ("approver", "desk")):
        person = story.comes(signer)
        person.goes_to(f"/{address}/agreements/{agreement_id}/")
        person.fills_in(typed_name=story.center.name(signer))
        done(person, "이 협약서에 서명하기")
    assert "성립하였습니다" in story.letter(who, "협약을 맺었습니다")


def is_paid(story: Story, who: str, agreement_id: int, number: int, *, month: int, day: int) -> None:
    """By verbs: asked, prepared by one, approved by another, confirmed with the bank's reference."""
    at = story.it_is(month, day)
    order = grants.ask_tranche(agreement_id=agreement_id, number=number, by=story.center.actor(who, at), at=at)
    order = money.prepare_payment(order_id=order.pk, by=story.center.actor("officer2", at), at=at)
    order = money.approve_payment(order_id=order.pk, seen=money.bound_now(order), by=story.center.actor("approver", at), at=at)
    finance = story.center.actor("finance", at)
    money.confirm_paid(order_id=order.pk, bank_reference=f"예시은행-{order.pk}", paid_on=seoul_date(at), by=finance, at=at)
    assert "지급하였습니다" in story.letter(who, "사업비를 지급했습니다")


def spends(story: Story, who: str, agreement_id: int, category: str, source: str, amount: int, *, month: int, day: int) -> None:
    """By verbs: an expense with every paper that its category wants, accepted by the officer."""
    at = story.it_is(month, day)
    terms = programs.terms_of(grants.Agreement.objects.get(pk=agreement_id).case.round_id)
    wanted = next(one.evidence for one in terms.categories if one.key == category)
    bill = grants.Bill(category, source, amount, seoul_date(at), "예시 모둠인쇄", "매장 안내물", invoice_number="")
    uploads = [(kind, papers.pdf(f"{kind}.pdf", f"{agreement_id} {category} {source} {amount} {kind}")) for kind in wanted]
    spending = grants.file_spending(agreement_id=agreement_id, bill=bill, papers=uploads, by=story.center.actor(who, at), at=at)
    grants.judge_spending(spending_id=spending.pk, accepted=True, by=story.center.actor("officer", at), at=at)


def reports(story: Story, who: str, agreement_id: int, which: str, *, month: int, day: int) -> None:
    """On the screen: written section by section, handed in, accepted."""
    story.it_is(month, day)
    form = programs.terms_of(grants.Agreement.objects.get(pk=agreement_id).case.round_id).report_form(which)
    person = story.comes(who)
    person.goes_to(f"/my/grants/{agreement_id}/reports/{which}/")
    for section in form.sections:
        answers(person, section.questions)
        person.presses(f"{section.title} 저장하기")
        person.reads("저장됨")
    person.presses(f"{form.title} 내기")
    person.is_at(f"/my/grants/{agreement_id}/")
    assert "보고를 냈어요" in story.letter("officer", "보고서가 들어왔어요")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    done(officer, f"{form.title} 받아들이기")
    assert "받아들였어요" in story.letter(who, "보고서를 받아들였어요")
