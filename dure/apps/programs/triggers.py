"""Guards: versions and their stages are only added; a round that has opened keeps its version and its numbers never go back."""

from dure.platform import triggers


def declare() -> None:
    """Declare the guards of this app's tables; the platform makes them again after every migrate."""
    triggers.append_only("programs_definitionversion", name="programs_version")
    triggers.append_only("programs_stage", name="programs_stage")
    triggers.forbid(
        name="programs_round_keeps_version",
        table="programs_round",
        occasion="UPDATE",
        message="a round that has opened keeps its version unless it is moved to another by its own act",
        when="OLD.opened_at IS NOT NULL AND (NEW.opened_at IS DISTINCT FROM OLD.opened_at"
        " OR NEW.version_id <> OLD.version_id AND NEW.moves <> OLD.moves + 1"
        " OR NEW.version_id = OLD.version_id AND NEW.moves <> OLD.moves)",
    )
    triggers.forbid(
        name="programs_round_numbers_go_up",
        table="programs_round",
        occasion="UPDATE",
        message="receipt numbers are given one by one and never taken back",
        when="NEW.last_number <> OLD.last_number AND NEW.last_number <> OLD.last_number + 1",
    )
    triggers.forbid(
        name="programs_round_no_delete",
        table="programs_round",
        occasion="DELETE",
        message="a round that has opened is never removed",
        when="OLD.opened_at IS NOT NULL",
    )
