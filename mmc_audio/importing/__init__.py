"""Files of other apps, and plain text, become plans; plans become files of other apps."""
