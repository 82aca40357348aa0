"""What staff of this center decide in a definition where the source is silent: from which grant an accountant looks, and who is paid by evidence."""

from typing import Any

from dure.rehearsal.simulating.roles import roles_of

VERIFIED_FROM = 50_000_000
"""Stricter than the law, as has been proposed; no grant of the sources reaches the law's own sum."""


def as_a_center_decides(document: dict[str, Any]) -> dict[str, Any]:
    """The definition with the center's own threshold, and in some programs with money that stays at the center until the evidence is there."""
    life = document.get("life")
    if not life or not any(stage["kind"] == "settlement" for stage in life["stages"]):
        return document
    life = {**life, "verified_from": VERIFIED_FROM}
    if "deposited" in roles_of(int(document["order"])) and not document.get("parts"):
        stages = [_without_gate(stage) for stage in life["stages"]]
        life |= {"payment_mode": "after_evidence", "pays_per": "expense", "stages": stages}
    return {**document, "life": life}


def _without_gate(stage: dict[str, Any]) -> dict[str, Any]:
    """No instalment is asked for, so none waits for a report."""
    return {**stage, "gate": ""} if stage["kind"] == "disbursement" else stage
