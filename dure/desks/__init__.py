"""Pages made of several apps: home, programs, the timetable, the desks of staff and of applicants."""
