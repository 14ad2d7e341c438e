"""Courses as the programme sees them: for which schools they are, when they are completed, and what is made of that."""
