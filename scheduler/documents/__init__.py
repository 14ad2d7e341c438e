"""Roadmaps as people write them: Word and Excel tables read without any template, and what follows from them."""
