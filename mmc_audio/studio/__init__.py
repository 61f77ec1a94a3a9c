"""The studio: a page on this machine where a coach makes plans and changes the words."""
