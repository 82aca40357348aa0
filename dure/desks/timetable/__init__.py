"""The yearly timetable (추진일정표): one set of lines, drawn as a page, a sheet, a PDF, a workbook and a calendar."""
