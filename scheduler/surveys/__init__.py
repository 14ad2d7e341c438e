"""Surveys: what a form says, how it is read from XLSForm, and which question comes next. Asks and stores nothing."""
