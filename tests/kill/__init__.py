"""Proof that `kill -9` loses nothing: the real service as a process of its own, killed at random instants."""
