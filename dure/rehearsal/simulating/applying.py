"""Applications and what is asked of them first: the intake, the precheck, the screening by its tier, at the desk or on the spot."""

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform.verbs import NO_KEY
from dure.rehearsal.applying import application, completion
from dure.rehearsal.cast import Applicant
from dure.rehearsal.simulating.crowd import DISTRICT, reasons_against
from dure.rehearsal.simulating.run import DAY, HOUR, LAPSING, LEAVING, PARTS_PLAYED, WEAK, WINNER, Run
from dure.rehearsal.visiting import visit


def intake(run: Run, stage: programs.StageTerm) -> None:
    """Everybody hands in inside the window: one is refused by a rule, one takes it back; then the round closes."""
    found = programs.Round.objects.get(pk=run.round_id)
    assert found.opens_at is not None
    assert found.closes_at is not None
    run.at = max(run.at, found.opens_at + HOUR)
    terms, district = run.terms, DISTRICT if stage.tier == "district" else ""
    _refused(run, terms, district)
    playing = _parts(terms, run.figures.places)
    for part, applicant in zip(playing, run.crowd.fitting(terms, run.at, len(playing), but=run.absent), strict=False):
        ends_as = "withdrawn" if part == LEAVING else "submitted"
        begins = run.later(hours=3)
        run.told(
            application(
                run.cast, applicant, run.round_id, begins=begins, ask=run.figures.ask, ends_as=ends_as, rng=run.rng, district=district
            )
        )
        case = cases.Case.objects.filter(round_id=run.round_id, party_id=applicant.party_id).latest("id")
        run.roles[case.pk], run.applicants[case.pk] = part, applicant
        if part == LEAVING:
            run.gates[part] += 1
    run.at = max(run.at, found.closes_at) + HOUR
    programs.close_round(round_id=run.round_id, by=run.actor("officer"), at=run.at, key=NO_KEY)


def _parts(terms: programs.Terms, places: int) -> tuple[str, ...]:
    """As many who win as there are places, but for one who does not sign. Without a review nobody is weak, without a screening nobody fails."""
    lacking = {part for part, kind in ((WEAK, "review"), (LAPSING, "screening")) if not terms.stages_of(kind)}
    winners = (WINNER,) * (places - 2)
    return (*winners, *(part for part in PARTS_PLAYED if part not in lacking))


def _refused(run: Run, terms: programs.Terms, district: str) -> None:
    """Somebody whom a rule refuses tries, and is told just that; the draft stays."""
    outsider: Applicant | None = run.crowd.unfitting(terms, run.at)
    if outsider is None:
        return
    said = reasons_against(terms, outsider, run.at)
    story = application(
        run.cast, outsider, run.round_id, begins=run.at, ask=run.figures.ask, ends_as="submitted", rng=run.rng, district=district
    )
    try:
        run.told(story)
    except Refused as refused:
        if any(reason.startswith(said) for reason in refused.reasons):
            run.gates["excluded"] += 1
        else:
            run.troubles.append(f"규칙이 아닌 까닭으로 거절됨: {refused}")
    else:
        run.troubles.append(f"규칙이 막지 못함: {' '.join(said)}")


def precheck(run: Run, stage: programs.StageTerm) -> None:
    """What was found is kept in the file."""
    run.later(days=2)
    for case in run.living(stage):
        cases.record_precheck(
            case_id=case.pk, findings="매출과 인력, 지금의 어려움을 살폈어요.", recommendation="apply", advice="재무 자료를 먼저 정리하면 좋아요.",
            by=run.actor("officer"), at=run.later(hours=1),
        )  # fmt: skip


def screening(run: Run, stage: programs.StageTerm) -> None:
    """The officer of the tier visits where the definition says so, asks one for a paper and gets it, refuses another who does not answer."""
    who = stage.tier if stage.tier in {"district", "city", "ministry"} else "officer"
    run.later(days=1)
    for case in run.living(stage):
        if stage.mode == "visit":
            run.told(visit(run.cast, case.pk, who, begins=run.at))
            run.gates["visited"] += 1
        if run.role(case) == LAPSING:
            _ask(run, case, who)
            run.later(days=4)
            reasons = ["보완을 요청한 서류가 기한까지 오지 않았어요."]
            cases.refuse_case(case_id=case.pk, reasons=reasons, by=run.actor(who), at=run.at)
            run.gates["lapsed"] += 1
            continue
        if run.role(case) == WINNER and _ask(run, case, who):
            run.told(completion(run.cast, run.applicants[case.pk], case.pk, answers_at=run.at + DAY))
            run.gates["completed"] += 1
        cases.pass_screening(case_id=case.pk, note="서류와 자격을 확인했어요.", by=run.actor(who), at=run.later(hours=2))


def _ask(run: Run, case: cases.Case, who: str) -> bool:
    paper = next(iter(run.terms.documents), None)
    if paper is None:
        return False
    message = f"{paper.title}의 글자가 흐려 읽을 수 없어요. 다시 올려 주세요."
    cases.ask_completion(
        case_id=case.pk,
        places=[f"document:{paper.key}"],
        message=message,
        due_at=run.at + 3 * DAY,
        by=run.actor(who),
        at=run.later(hours=1),
    )
    return True
