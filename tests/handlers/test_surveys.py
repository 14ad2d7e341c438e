"""Answering a survey: one question a screen, tap by tap."""
