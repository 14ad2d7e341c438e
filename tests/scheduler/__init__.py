"""Tests of what time brings; they mirror scheduler/."""
