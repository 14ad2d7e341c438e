"""Tests of the language of deadlines; they mirror scheduler/deadlines/."""
