"""Proof that in a crowd of open questions no answer reaches a wrong person, and none is without somebody."""
