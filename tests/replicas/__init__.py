"""Proof that several of us on one PostgreSQL are as good as one."""
