"""Tests of the `vekha` command."""
