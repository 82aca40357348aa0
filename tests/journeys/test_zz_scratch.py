import json, os, shutil
from pathlib import Path
from django.conf import settings
from django.db import connection
from dure.kernel.clock import now, seoul
from dure.apps.cases import facade as cases
from tests.journeys import test_network_life as T
from tests.journeys.test_network_life import *
CK = Path("/tmp/dure/ck"); CK.mkdir(exist_ok=True)

def steps(s):
    st = {}
    def a(): st["round"] = T.an_officer_opens_the_round(s)
    def b(): st["first"] = T.a_network_applies(s, st["round"]).pk
    f = lambda: cases.Case.objects.get(pk=st["first"])
    def g(): st["ag"] = T.both_sides_sign(s, st["round"], f())
    return st, [a, b, lambda: T.others_apply_too(s, st["round"]), lambda: T.the_refusals_say_what_to_do(s, st["round"]), lambda: T.the_desk_screens(s, st["round"], f()),
      lambda: T.the_panel_scores(s, st["round"], f()), lambda: T.two_people_open_and_one_announces(s, st["round"], f()), g, lambda: T.the_account_is_verified(s),
      lambda: T.the_instalment_is_paid(s, st["ag"], 1, month=3, day=20), lambda: T.money_is_spent_with_evidence(s, st["ag"]),
      lambda: T.the_second_instalment_waits_for_the_interim_report(s, st["ag"]), lambda: T.a_report_is_accepted(s, st["ag"], "interim", month=6, day=10),
      lambda: T.the_instalment_is_paid(s, st["ag"], 2, month=6, day=20), lambda: T.a_report_is_accepted(s, st["ag"], "final", month=11, day=20),
      lambda: T.it_is_settled_to_the_won(s, st["ag"]), lambda: T.everybody_reads_of_it(s, st["ag"])]

def test_scratch(story):
    start = int(os.environ.get("START", "0"))
    st, todo = steps(story)
    db = Path(connection.settings_dict["NAME"])
    if start:
        connection.close()
        for e in ("-wal", "-shm"): Path(f"{db}{e}").unlink(missing_ok=True)
        shutil.copyfile(CK / f"{start}.sqlite3", db)
        shutil.rmtree(settings.DURE_FILES, ignore_errors=True)
        if (CK / f"{start}-files").exists(): shutil.copytree(CK / f"{start}-files", settings.DURE_FILES)
        saved = json.loads((CK / f"{start}.json").read_text()); st.update(saved["st"])
        from datetime import datetime
        story.travel(datetime.fromisoformat(saved["at"]))
    for n, step in enumerate(todo[start:], start + 1):
        step()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (CK / f"{n}.sqlite3").unlink(missing_ok=True)
        connection.cursor().execute(f"VACUUM INTO '{CK / f'{n}.sqlite3'}'")
        shutil.rmtree(CK / f"{n}-files", ignore_errors=True)
        if Path(settings.DURE_FILES).exists(): shutil.copytree(settings.DURE_FILES, CK / f"{n}-files")
        (CK / f"{n}.json").write_text(json.dumps({"st": st, "at": now().isoformat()}))
        print("step", n, now(), flush=True)
    from dure.platform import invariants
    assert {i.code: f for i, f in invariants.run() if f} == {}
