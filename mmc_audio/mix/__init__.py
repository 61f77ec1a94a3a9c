"""One section of sound."""
