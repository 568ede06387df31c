"""Beijing: points-based settlement, the trial policy and the current one."""
