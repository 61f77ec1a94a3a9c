"""Voices that can be installed: the catalogue, the files that are here, and how they get here."""
