"""Sound: mix, limiter, loudness, sounds, music."""
