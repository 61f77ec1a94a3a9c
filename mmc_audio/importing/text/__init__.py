"""Plain text as people write it in a notes app."""
