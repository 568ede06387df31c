"""Results of the study as pages: words, tables and pictures, for a terminal, a mail or a site."""
