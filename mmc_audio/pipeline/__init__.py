"""The whole flow: plan, script, clips, timeline, sound, files."""
