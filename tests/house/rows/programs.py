"""Programs, rounds and operators."""

from tests.house.row import Row

ROWS: tuple[Row, ...] = (
    # Programs and rounds
    Row("programs:desk", get="403, 200 staff, login passer_by"),
    Row("programs:import", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("cases:migrate", at="open round", get="403, 404 operator, 200 leaders, login passer_by", post="403, 404 operator, 422 leaders"),
    Row("programs:program", at="program", get="403, 200 staff, login passer_by"),
    Row("programs:new", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:edit", at="program", get="403, 200 staff, login passer_by", post="403, 302 leaders"),
    Row("programs:edit_preview", at="program being edited", get="403, 302 staff, login passer_by"),
    Row("programs:versions", at="program", get="403, 200 staff, login passer_by"),
    Row("programs:draft", at="definition draft", get="403, 200 leaders, login passer_by"),
    Row("programs:draft_topic", at="topic of a definition draft", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:draft_topic", at="questions of a definition draft", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:draft_topic", at="articles of a definition draft", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:draft_topic", at="spending of a definition draft", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:draft_preview", at="definition draft", get="403, 200 leaders, login passer_by"),
    Row("programs:draft_preview_section", at="page of a definition draft", get="403, 200 leaders, login passer_by"),
    Row("programs:draft_publish", at="definition draft", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:draft_drop", at="definition draft", post="403, 302 leaders"),
    Row("programs:windows", at="open round", get="403, 404 operator, 200 leaders, login passer_by", post="403, 404 operator, 422 leaders"),
    Row(
        "programs:windows", at="planned round", get="403, 404 operator, 200 leaders, login passer_by", post="403, 404 operator, 302 leaders"
    ),
    Row("programs:year", post="403, 409 leaders"),
    Row("programs:bring", at="program", post="403, 409 leaders"),
    Row("programs:plan", at="program", post="403, 302 leaders"),
    Row("programs:open", at="planned round", get="403, 404 operator, 200 leaders, login passer_by", post="403, 404 operator, 422 leaders"),
    Row("programs:dates", at="open round", get="403, 404 operator, 200 leaders, login passer_by", post="403, 404 operator, 422 leaders"),
    Row("programs:close", at="open round", post="403, 404 operator, 409 leaders"),
    Row("programs:stage", at="stage of a round", post="403, 404 operator, 302 leaders"),
    Row("staff:home", get="403, 200 staff auditor, login passer_by"),
    Row("staff:rates", get="403, 200 staff auditor, login passer_by"),
    Row("staff:rate", at="rate", get="403, 200 staff auditor, login passer_by", post="403, 422 administrator finance, login passer_by"),
    Row("staff:rounds", get="403, 200 staff auditor, login passer_by"),
    Row("staff:round", at="open round", get="403, 404 operator, 200 staff auditor, login passer_by"),
    # Operators of second parts
    Row("operator:home", get="403, 200 operator, login passer_by"),
    Row("operator:seats", get="403, 200 operator, login passer_by"),
    Row("operator:seat", at="seat of an operator", post="403, 422 operator"),
    Row("operator:part", at="appointment", get="403, 200 staff auditor operator, login passer_by"),
    Row("operator:plan", at="appointment", post="403, 302 operator"),
    Row("operator:step", at="stepping into an operated round", post="403, 409 leaders"),
    Row("operator:program", at="program", get="403, 200 staff auditor, login passer_by"),
)
