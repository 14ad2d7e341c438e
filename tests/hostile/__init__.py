"""Proof that nobody reads, taps, claims or guesses what belongs to others: hundreds of seeded attempts."""
