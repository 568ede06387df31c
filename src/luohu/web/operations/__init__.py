"""Running the site: jobs, logs, health, backups."""
