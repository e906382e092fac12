"""Small programs for maintainers; the Makefile calls them."""
