"""Our words, read once a run: to read and compile the templates takes longer than most tests."""

from messages.catalogue import Catalogue

CATALOGUE = Catalogue()
