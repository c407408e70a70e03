"""Finding predictions."""
