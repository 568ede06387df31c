"""Shenzhen: settlement by residence and insurance, the old talent points, approval as talent."""
