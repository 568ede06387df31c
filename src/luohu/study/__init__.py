"""What would happen if the rules were others, and what comes next: cohorts, reforms, lines, plans."""
