"""Consultations: who answers, by when, and what becomes of a thread."""
