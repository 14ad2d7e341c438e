"""Contests: criteria, who judges what, what the scores come to, the protocol."""
