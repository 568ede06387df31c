"""Xiong'an New Area's points-based settlement (trial, since 2021)."""
