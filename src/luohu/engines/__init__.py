"""Where a cohort is evaluated: on this machine, in batches."""
