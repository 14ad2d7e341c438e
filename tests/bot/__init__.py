"""Tests of the doors: adapters, reception, pages."""
