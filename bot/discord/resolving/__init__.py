"""How predictions end."""
