"""The record: every change with who, what and why, chained so that nothing is altered unseen."""
