"""For officers: the queue, one letter at the workbench, what was written and done."""
