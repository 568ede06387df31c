"""The applicant's pages: begin, fill in, check, hand over, and see how it stands."""
