"""The year's timetable as the least work gives it: rows read once, one f-string per program and month."""

from html import escape

from dure.apps.programs import facade as programs

Row = tuple[str, str, str, str, str, list[tuple[int, int, str]]]


def rows(year: int) -> list[Row]:
    """Title, target, scale, amount, contact, and the months of each dated stage."""
    stages: dict[int, list[tuple[int, int, str]]] = {}
    found = programs.Stage.objects.filter(version__program__edition__year=year, listing="shown", window_from__isnull=False)
    columns = ("version__program_id", "window_from", "window_to", "label")
    for program, begins, ends, label in found.order_by("version_id", "order").values_list(*columns):
        stages.setdefault(program, []).append((begins.month, (ends or begins).month, label))
    offered = programs.public_programs(year).values_list("pk", "title", "target", "scale", "per_firm", "contact")
    return [(*said, stages.get(pk, [])) for pk, *said in offered]  # type: ignore[misc]


def page(found: list[Row]) -> str:
    """A table of twelve months."""
    lines = []
    for title, target, scale, per_firm, contact, stages in found:
        months = ["".join(escape(label) for first, last, label in stages if first <= month <= last) for month in range(1, 13)]
        cells = "".join(f"<td>{text}</td>" for text in (*months, escape(target), escape(scale), escape(per_firm), escape(contact)))
        lines.append(f"<tr><th>{escape(title)}</th>{cells}</tr>")
    return f"<!doctype html><table>{''.join(lines)}</table>"
