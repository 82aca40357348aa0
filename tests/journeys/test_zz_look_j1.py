from dure.apps.programs import facade as programs
def test_look(center):
    for slug,track in (("village-enterprise-designation","first-year"),("coop-store-listing",""),("strategy-study-trip",""),("technical-study-trip",""),("gsef-study-trip","")):
        p=programs.Program.objects.get(slug=slug, edition__year__in=(2019,2021))
        t=programs.terms_of_version(p.version, part_key="", track=track)
        print(slug)
        for s in t.stages: print("  ",s.order,s.key,s.kind,s.label,s.tier,s.mode,s.turn,s.which)
        print(t.caps, t.own_share if hasattr(t,'own_share') else '', [ (r.kind,r.params if hasattr(r,'params') else '') for r in t.rules], t.asks_budget, t.disbursements, [d.key for d in t.documents])
