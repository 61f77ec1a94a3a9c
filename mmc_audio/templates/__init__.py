"""Cue templates: files, search path, options, packs, filters, and what they may say."""
