"""A studio: one choice of voice, one cache, and the flow from plan to files on one screen."""

