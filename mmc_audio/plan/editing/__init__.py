"""Changes to a plan's text: one value, one exercise, and all else stays as it is written."""
