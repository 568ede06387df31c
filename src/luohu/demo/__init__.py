"""The demonstration: invented applicants, checked, scored, explained and ranked in one go."""
