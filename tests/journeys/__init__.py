"""Whole visits, played over every messenger as people play them."""
