"""A file → a Report: intake, formats, outline, particulars, learning, action plan, chronology, dates, names."""
