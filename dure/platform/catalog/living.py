"""How a case lives a program: the source's own stages in their order, completed by what the program's life adds. Pure; no program has code of its own.

The recipe, in words:
1. Of repeated calls the first one is read; its stages hold for all, and each call is a round of its own. An intake for others is a call that
   the chosen run: it is tracked, as often as it is stated.
2. A review that stands before the intake is that of the call before, and is not lived again.
3. Every review is followed by a selection of its tier, every selection preceded by a review.
4. What the life has and the source leaves out takes its place: up to the work beside what comes before it, later on in front of what comes after it.
   Nothing is worked or paid before the choice is made.
5. Papers and money need an agreement. Money that is paid ahead is settled after the last report; where nothing is paid, nothing is settled.
A program that takes no applications is tracked from its first stage to its last.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from dure.platform.catalog.schema import Life, Program, Stage, Variant

_ONCE = frozenset({"notice", "intake", "review", "agreement"})
_BY_AGREEMENT = frozenset({"disbursement", "report", "site_check", "settlement", "showcase"})
_AFTER_THE_WORK = frozenset({"report", "settlement", "site_check", "showcase", "follow_up", "meeting"})
_CHOOSING = frozenset({"notice", "briefing", "preparation", "intake", "precheck", "screening", "review", "selection"})
_LAST = frozenset({"showcase", "follow_up"})


def lived_stages(program: Program, life: Life, lives: Mapping[str, Life]) -> list[Stage]:
    """The stages of every way to live the program: one list, or one for each part or for each track that has stages of its own."""
    found: list[Stage] = []
    for part, track in ways_of(program):
        own = life_named(program, part, track, life, lives)
        found += [stage.model_copy(update={"part": part, "track": track}) for stage in lived(source_of(program, part, track), own)]
    return found


def stages_of_way(program: Program, part: str, track: str, life: Life, own: Life) -> list[Stage]:
    """The stages of one part or track: those that the program's own changes write down, else what the source's days and the life make."""
    if "stages" in program.life_changes:
        return [stage for stage in life.stages if stage.part in {"", part} and stage.track in {"", track}]
    return lived(source_of(program, part, track), own)


def ways_of(program: Program) -> list[tuple[str, str]]:
    """Parts and tracks (part, track) that live stages of their own; one pair of blanks where all live the same."""
    if program.parts:
        return [(part.key, "") for part in program.parts]
    if any(track.stages or track.life for track in program.tracks) or any(stage.track for stage in program.stages):
        return [("", track.key) for track in program.tracks]
    return [("", "")]


def life_named(program: Program, part: str, track: str, life: Life, lives: Mapping[str, Life]) -> Life:
    """The life of a part or track: the one it names, or the program's."""
    variant = _variant(program.parts, part) or _variant(program.tracks, track)
    return lives[variant.life] if variant and variant.life else life


def _variant(variants: Iterable[Variant], key: str) -> Variant | None:
    return next((variant for variant in variants if key and variant.key == key), None)


def source_of(program: Program, part: str, track: str) -> list[Stage]:
    """What the source states for one part and track. A track's stage that repeats one of the program gives that one its days."""
    stages = [stage for stage in program.stages if stage.part in {"", part} and stage.track in {"", track}]
    for variant in filter(None, (_variant(program.parts, part), _variant(program.tracks, track))):
        for stage in variant.stages:
            twin = next((one for one in stages if (one.kind, one.tier, one.which) == (stage.kind, stage.tier, stage.which)), None)
            if twin is None or stage.round not in {None, twin.round} or stage.turn != twin.turn or twin in variant.stages:
                stages.append(stage)
            else:
                stages[stages.index(twin)] = twin.model_copy(update={"window": stage.window})
    return stages


def lived(source: Sequence[Stage], life: Life) -> list[Stage]:
    """One list of stages. Each says who states it: the source, or the center (dure)."""
    stages = [_stated(stage, "source") for stage in called_once(source)]
    if not _has(stages, "intake") and not _has(life.stages, "intake"):
        return stages or [_stated(stage, "dure") for stage in life.stages]
    stages = _judged(stages, life)
    for place in range(len(life.stages)):
        stages = _completed(stages, life, place)
    return _agreed(_settled(_paid(stages, life), life))


def called_once(source: Sequence[Stage]) -> list[Stage]:
    """The first of repeated calls, without the review of the call before; later intakes are work of the chosen."""
    once = of_call(source, 1)
    intake = next((place for place, stage in enumerate(once) if stage.kind == "intake"), None)
    if intake is None:
        return once
    later = {stage.kind for stage in once[intake:]}
    kept = [
        stage for place, stage in enumerate(once) if place > intake or stage.kind not in {"review", "selection"} or stage.kind not in later
    ]
    begun = False
    for place, stage in enumerate(kept):
        if stage.kind == "intake" and begun:
            kept[place] = stage.model_copy(update={"kind": "delivery", "label": stage.label or "추가 모집"})
        begun = begun or stage.kind == "intake"
    return kept


def of_call(source: Sequence[Stage], number: int) -> list[Stage]:
    """What the source states for the call of that number: its own stages, and what is stated once for all calls.

    What stands before a later call begins was of the calls before. Rounds of a program that calls once are work of the chosen.
    """
    again = len(calls_in(source)) > 1
    own = [stage for stage in source if _is_of(stage, number, source, again=again)]
    if number == 1:
        return own
    begins = next((place for place, stage in enumerate(own) if _number(stage) == number), 0)
    return own[begins:]


def calls_in(source: Sequence[Stage]) -> list[int]:
    """The numbers of the calls: those of the intakes for the same people."""
    intakes = [stage for stage in source if stage.kind == "intake"]
    return sorted({_number(stage) for stage in intakes if stage.who == intakes[0].who}) or [1]


def _is_of(stage: Stage, number: int, source: Sequence[Stage], *, again: bool) -> bool:
    if stage.round is not None:
        return not again or stage.round == number
    if stage.kind not in _ONCE:
        return True
    return stage.turn == number or (stage.turn == 1 and not any((one.kind, one.turn) == (stage.kind, number) for one in source))


def _number(stage: Stage) -> int:
    return stage.round or stage.turn


def _stated(stage: Stage, by: str) -> Stage:
    return stage.model_copy(update={"stated_by": by, "round": None, "key": ""})


def _has(stages: Iterable[Stage], kind: str) -> bool:
    return any(stage.kind == kind for stage in stages)


def _added(kind: str, **said: str) -> Stage:
    return Stage.model_validate({"kind": kind, **said, "stated_by": "dure"})


def _judged(stages: list[Stage], life: Life) -> list[Stage]:
    """Review and selection in pairs of one tier."""
    mode = next((stage.mode for stage in life.stages if stage.kind == "review"), "paper")
    paired: list[Stage] = []
    for place, stage in enumerate(stages):
        if stage.kind == "selection" and not _pending(paired, stage.tier):
            paired.append(_added("review", tier=stage.tier, mode=mode))
        paired.append(stage if stage.kind != "review" or stage.mode else stage.model_copy(update={"mode": mode}))
        if stage.kind == "review" and not _answered(stages[place + 1 :], stage.tier):
            paired.append(_added("selection", tier=stage.tier))
    return paired


def _pending(before: list[Stage], tier: str) -> bool:
    """Was there a review of the tier that no selection has answered?"""
    last = next((stage for stage in reversed(before) if stage.kind in {"review", "selection"} and stage.tier == tier), None)
    return last is not None and last.kind == "review"


def _answered(after: list[Stage], tier: str) -> bool:
    """Does a selection of the tier come before anything else is judged or agreed?"""
    for stage in after:
        if stage.kind == "selection":
            return stage.tier == tier
        if stage.kind in {"review", "agreement"}:
            return False
    return False


def _same(one: Stage, other: Stage) -> bool:
    return (one.kind, one.which) == (other.kind, other.which) and (one.kind != "disbursement" or one.turn == other.turn)


def _completed(stages: list[Stage], life: Life, place: int) -> list[Stage]:
    """The list with the life's stage of that place, unless the source has it already."""
    wanted = life.stages[place]
    if any(_same(stage, wanted) for stage in stages) or (wanted.kind == "disbursement" and any(_is_stated(stage) for stage in stages)):
        return stages
    before = _last(stages, lambda stage: any(_same(stage, one) for one in life.stages[:place]))
    if wanted.kind not in _CHOOSING and before >= 0:
        before = max(before, _last(stages, lambda stage: stage.kind == "selection"))
    at = before + 1
    if wanted.kind in _AFTER_THE_WORK or wanted.turn > 1 or before < 0:
        rest = [number for number in range(at, len(stages)) if any(_same(stages[number], one) for one in life.stages[place + 1 :])]
        at = rest[0] if rest else len(stages)
    return [*stages[:at], _stated(wanted, "dure"), *stages[at:]]


def _is_stated(stage: Stage) -> bool:
    return stage.kind == "disbursement" and stage.stated_by == "source"


def _last(stages: Sequence[Stage], fits: Callable[[Stage], bool]) -> int:
    return next((place for place in range(len(stages) - 1, -1, -1) if fits(stages[place])), -1)


def _paid(stages: list[Stage], life: Life) -> list[Stage]:
    """Shares and gates of the instalments: the life's where it has as many, the whole where there is one."""
    planned = [stage for stage in life.stages if stage.kind == "disbursement"]
    total = sum(stage.kind == "disbursement" for stage in stages)
    known = {stage.turn: stage for stage in planned}
    found = []
    for place, stage in enumerate(stages):
        if stage.kind == "disbursement":
            like = known.get(stage.turn)
            share = stage.share or (like.share if like and len(planned) == total else None) or (100 if total == 1 else None)
            gate = stage.gate or (like.gate if like else "")
            ready = any(one.kind == "report" and one.which == gate for one in stages[:place])
            found.append(stage.model_copy(update={"share": share, "gate": gate if ready else ""}))
        else:
            found.append(stage)
    if total and sum(stage.share or 0 for stage in found if stage.kind == "disbursement") != 100:
        raise ValueError("교부 비율의 합이 100%가 되지 않아요. 이 사업의 life에 같은 수의 교부 단계를 적어 주세요")
    return found


def _agreed(stages: list[Stage]) -> list[Stage]:
    if _has(stages, "agreement") or not any(stage.kind in _BY_AGREEMENT for stage in stages):
        return stages
    chosen = _last(stages, lambda stage: stage.kind == "selection")
    at = 1 + (chosen if chosen >= 0 else _last(stages, lambda stage: stage.kind in {"screening", "precheck", "intake"}))
    return [*stages[:at], _added("agreement"), *stages[at:]]


def _settled(stages: list[Stage], life: Life) -> list[Stage]:
    if not _has(stages, "disbursement"):
        return [stage for stage in stages if stage.kind != "settlement" or stage.stated_by == "source"]
    if _has(stages, "settlement") or life.payment_mode == "after_evidence":
        return stages
    told = _last(stages, lambda stage: stage.kind in {"report", "disbursement"})
    at = next((place for place in range(told + 1, len(stages)) if stages[place].kind in _LAST), len(stages))
    return [*stages[:at], _added("settlement"), *stages[at:]]


def money_of(stages: Sequence[Stage], life: Life) -> dict[str, object]:
    """What follows from the instalments: whether the form asks for a budget, and when the money is paid. Monthly claims are paid after evidence."""
    paid = _has(stages, "disbursement")
    if life.claims and not paid:
        return {"payment_mode": "after_evidence", "asks_budget": False}
    mode = (life.payment_mode if life.payment_mode != "none" else "ahead") if paid else "none"
    return {"payment_mode": mode, "asks_budget": paid}
