"""Checks of a plan, each with its reason and source."""
