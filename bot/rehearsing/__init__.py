"""A year rehearsed: the whole service lives through it on a copy of the database, and what it would send is noted."""
