"""Programs as data: editions, definitions and their versions, rounds, windows, rules, and the data of the timetable."""
