"""What will be said, as text."""
