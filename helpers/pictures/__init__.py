"""Pictures drawn with matplotlib; importing this package alone does not load it."""
