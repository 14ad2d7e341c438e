"""All that a person reads, and the neutral words for it. Knows no messenger and no database."""
