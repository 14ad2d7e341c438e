"""How the roadmap of a programme stands, drawn up as the appendix to an order has it."""
