"""Distribution and ranking, against references that anybody can follow."""
