"""What is known of applicants: the catalogue of facts, the document, the cohort, files."""
