"""The yearly briefing (사업설명회): its deck, its one-page timetable and its newsletter block, all made from the year's own data."""
