"""What the reader sees and handles: thin shells over the modules below, each with a one-line repr of its state."""
