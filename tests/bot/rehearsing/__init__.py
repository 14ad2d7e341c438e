"""Tests of a year that is played on a copy."""
