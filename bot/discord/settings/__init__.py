"""What servers and people set."""
