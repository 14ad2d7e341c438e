"""Proof that a broadcast to twenty thousand arrives: at the pace that is allowed, and at everybody's whatever befalls."""
