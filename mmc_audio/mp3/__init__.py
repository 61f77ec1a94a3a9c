"""MP3: encode a section, join sections, tag."""
