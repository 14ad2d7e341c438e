"""Tests of how the roadmap stands."""
