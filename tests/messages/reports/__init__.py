"""Tests of the files that people open."""
