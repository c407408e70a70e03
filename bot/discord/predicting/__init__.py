"""Making predictions."""
