"""The web player."""
