"""The language that rules are written in: months, exact points, dated values, rulebooks, trails."""
