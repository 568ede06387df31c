"""Tianjin's points-based settlement."""
