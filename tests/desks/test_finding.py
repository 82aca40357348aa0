"""The finder: one sentence for everybody, and all programs for one's own party in three groups, each with its reason."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks.finding.asked import hypothetical, sentence_of
from dure.desks.finding.groups import Group, placed
from dure.kernel.clock import seoul
from dure.kernel.verdicts import Answer
from dure.platform.models import Fact
from tests.desks.conftest import AT, make_round


@pytest.fixture
def lived(both_years):
    """The programs of 2021 as a year that is lived in, with four calls."""
    programs.Edition.objects.filter(year=2021).update(kind=programs.Edition.Kind.CURRENT)
    for slug in ("network-cooperation-grants", "village-enterprise-designation", "business-development-cost"):
        make_round(slug, opens=seoul(2027, 2, 22), closes=seoul(2027, 3, 12, 18))
    programs.Round.objects.filter(program__slug="village-enterprise-designation").update(track="first-year")
    make_round("job-creation-support", opens=AT + timedelta(days=5), closes=AT + timedelta(days=20))


@pytest.fixture
def member(lived):
    """Somebody of an invented cooperative in Mapo, and the party."""
    account = people.Account.objects.create_user(email="member@example.org", password="예시-비밀번호-2027")
    party = people.Party.objects.create(
        name="예시 마을협동조합", kind="organization", legal_form="cooperative", district_id="11440", founded_on=AT.date(), sample=True
    )
    people.Member.objects.create(party=party, account=account, role="representative", since=AT - timedelta(days=9))
    return signed_in(account), party


def signed_in(account):
    client = Client()
    with time_machine.travel(AT, tick=False):
        client.force_login(account)
    return client


def know(party, **figures):
    for key, value in figures.items():
        Fact.objects.create(
            subject_kind="party", subject_id=party.pk, key=key.replace("__", ":"), value=value, valid_from=AT.date() - timedelta(days=1),
            source="예시 명부", publisher="people", at=AT,
        )  # fmt: skip


def page(client, place, status=200):
    with time_machine.travel(AT, tick=False):
        answer = client.get(place)
    assert answer.status_code == status
    return answer


def shelf(answer, group):
    return {card.title for one in answer.context["shelves"] if one.group is group for card in one.cards}


def test_the_sentence_finds_and_its_address_can_be_shared(lived, reader_of_pages):
    answer = page(reader_of_pages, "/find/?who=social_enterprise&where=11440")
    assert any("사업개발비" in title for title in shelf(answer, Group.NOW) | shelf(answer, Group.ALMOST))
    again = page(Client(), "/find/?who=social_enterprise&where=11440")
    assert [one.cards for one in again.context["shelves"]] == [one.cards for one in answer.context["shelves"]]


def test_who_is_not_asked_for_is_folded_with_the_reason(lived, reader_of_pages):
    answer = page(reader_of_pages, "/find/?who=person")
    assert not any("협동화" in title for title in shelf(answer, Group.NOW) | shelf(answer, Group.ALMOST))
    folded = [card for one in answer.context["shelves"] if one.folded for card in one.cards]
    assert folded
    assert all(card.reason for card in folded)


def test_the_button_counts_what_the_page_shows(lived, reader_of_pages):
    for query in ("", "?who=social_enterprise", "?who=person", "?when=soon", "?what=labor_cost&when=now", "?who=cooperative&members=4"):
        said = page(reader_of_pages, f"/find/count/{query}").json()
        shown = page(reader_of_pages, f"/find/{query}").context
        assert said["count"] == shown["count"]
        assert str(said["count"]) in said["label"] or said["count"] == 0


def test_figures_that_are_typed_count(lived, reader_of_pages):
    few = page(reader_of_pages, "/find/?who=cooperative&members=4&resident_members=4")
    assert any(
        "주민이 1명 더 출자하면 돼요" in sentence for one in few.context["shelves"] for card in one.cards for sentence in card.missing
    )


@pytest.mark.parametrize(
    "query", ["who=%00", "where=abcde", "members=999999999999", "founded=2027-99-99", "page=99999999999", "party=1", "what=x&when=y"]
)
def test_an_address_that_makes_no_sense_answers_kindly(lived, reader_of_pages, query):
    page(reader_of_pages, f"/find/?{query}")
    page(reader_of_pages, f"/find/count/?{query}")


def test_nobody_reads_another_party_s_records_by_its_number(lived, member):
    _, party = member
    know(party, members=7)
    answer = page(Client(), f"/find/?party={party.pk}")
    assert "7명" not in answer.content.decode()
    assert page(member[0], f"/my/programs/?party={party.pk + 1000}", 404)


def test_one_s_own_programs_in_three_groups_with_what_is_lacking(member):
    client, party = member
    know(party, members=9, resident_members=6, largest_share_per_10000=2000, related_share_per_10000=2000, representative_resident=1)
    answer = page(client, "/my/programs/")
    assert any("협동화" in title or "네트워크" in title for title in shelf(answer, Group.NOW) | shelf(answer, Group.ALMOST))
    text = answer.content.decode()
    for title in ("조금만 채우면 돼요", "지금은 해당하지 않아요"):
        assert title in text
    designation = next(card for one in answer.context["shelves"] for card in one.cards if card.offer.terms.track == "first-year")
    assert designation.check.total == designation.check.met + len(designation.check.open)
    people_line = next(line for line in designation.check.open if line.people)
    assert (people_line.people.total, people_line.people.filled, people_line.people.needed) == (9, 6, 1)
    assert "9명 가운데 주민 6명" in text


def test_what_opens_later_is_told_with_its_day(member):
    client, party = member
    people.PartyStatus.objects.create(
        party=party, kind="social_enterprise", valid_from=AT.date() - timedelta(days=9), state="verified", recorded_at=AT, judged_at=AT
    )
    answer = page(client, "/my/programs/")
    assert any("일자리" in title for title in shelf(answer, Group.SOON))
    assert "에 열려요" in answer.content.decode()


def test_the_sets_and_the_explanations_agree_on_the_page(member):
    client, party = member
    know(party, members=9, resident_members=6)
    for one in page(client, "/my/programs/").context["shelves"]:
        for card in one.cards:
            facts = people.party_facts(party.pk, at=AT)
            with time_machine.travel(AT, tick=False):
                findings = programs.check_party(card.offer.terms, facts, at=AT, noticed_on=card.offer.day)
            said = [(verdict.rule, verdict.answer) for verdict in findings.verdicts]
            assert placed(card.offer, said, at=AT).group is one.group


def test_the_same_number_of_queries_for_fifty_programs_and_for_five_hundred(member):
    client, _party = member
    page(client, "/my/programs/")
    with CaptureQueriesContext(connection) as few:
        page(client, "/my/programs/")
    version = programs.Program.objects.get(edition__year=2021, slug="network-cooperation-grants").version
    edition = programs.Edition.objects.get(year=2021)
    programs.Program.objects.bulk_create(
        programs.Program(
            edition=edition, slug=f"sample-program-{number}", title=f"예시 사업 {number}", field="네트워크", order=1000 + number, version=version,
            published_at=AT, sample=True,
        )
        for number in range(450)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        page(client, "/my/programs/")
        pages = page(client, "/my/programs/?page=3")
    assert len(many) == 2 * len(few)
    assert pages.context["paged"].page.number == 3


def test_a_passer_by_is_asked_to_sign_in(db):
    assert page(Client(), "/my/programs/", 302).url.startswith("/accounts/login/")


def test_who_has_no_party_is_led_to_one(lived):
    account = people.Account.objects.create_user(email="alone@example.org", password="예시-비밀번호-2027")
    client = signed_in(account)
    assert "아직 조직이 없어요" in page(client, "/my/programs/").content.decode()


def test_the_home_page_says_one_s_own_sentence(member):
    client, party = member
    text = page(client, "/").content.decode()
    assert f'name="party" value="{party.pk}"' in text
    assert '<option value="cooperative" selected>' in text
    assert '<option value="11440" selected>' in text


def test_a_status_that_is_not_claimed_is_none_for_who_says_who_it_is(both_years):
    sentence = sentence_of({"who": "cooperative", "where": "11440"})
    facts = hypothetical(sentence, AT)
    assert (facts.legal_form, facts.district, facts.statuses) == ("cooperative", "11440", ())
    offer = next(offer for offer in programs.offers(2021, AT) if offer.program.slug == "job-creation-support")
    assert placed(offer, [("status_among", Answer.UNKNOWN)], at=AT, strict=True).group is Group.NOT
