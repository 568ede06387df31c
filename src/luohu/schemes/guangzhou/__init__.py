"""Guangzhou: points-based settlement, settlement of talent, and a draft for seven districts."""
