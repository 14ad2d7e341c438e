"""Proof that a broadcast to twenty thousand arrives whatever befalls, or is told not to have arrived."""
