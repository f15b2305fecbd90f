"""What no single page shows: sums, sets of copies, templates, findings about the site."""
