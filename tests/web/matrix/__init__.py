"""Who may do what: every role, every operation, one's own and others'; every step in every state."""
