"""Proof that every fault of messengers, network and database has its named end: nothing lost, nothing doubled."""
