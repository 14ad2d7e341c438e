"""Tests of what a rehearsal has shown."""
