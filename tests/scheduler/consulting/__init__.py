"""Tests of consultations; they mirror scheduler/consulting/."""
