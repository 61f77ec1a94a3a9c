"""What a coach never says, in the catalogue as in the routines: patterns."""

UNKIND = [
    r"hold your breath", r"push through", r"no pain", r"\bignore\b", r"guarantee", r"will grow",
    r"prevents? injur", r"\b(weak|asleep|lazy|dormant)\b", r"\bdead (?!bug|hang)",
    r"behind your toes", r"mirror",
    r"close your eyes", r"eyes closed(?! only)",
    r"\b(fat|thin|slim|skinny|toned|six-pack|beach body|burn calories|lose weight|sexy|ugly)\b",
    r"\b(hurry up|faster|right now|come on|don't stop|don't quit|push harder|no excuses)\b",
]  # fmt: skip
