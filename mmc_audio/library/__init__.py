"""What is in output/."""
