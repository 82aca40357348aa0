"""The rehearsal: invented people who call the apps' verbs, to make a demo year. Everything they make is marked 예시."""
