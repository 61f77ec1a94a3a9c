"""The studio's pages: they show what the desks know, and hand on what is typed and pressed."""
