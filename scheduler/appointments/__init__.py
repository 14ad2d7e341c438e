"""Appointments as time and calendars see them: entries, reminders, the question after the end."""
