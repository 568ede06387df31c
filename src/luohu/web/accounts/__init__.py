"""Who may do what: accounts, roles, second factors, sessions."""
