"""What is posted by the clock."""
