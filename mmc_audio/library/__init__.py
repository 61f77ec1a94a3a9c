"""What lies in output/."""
