"""Tests of what courses are to the programme."""
