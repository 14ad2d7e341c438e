"""Tests of reading a programme folder; they mirror scheduler/programme/."""
