"""The kinds of pages: one module each, with `pages(edition)`, found by looking into this package."""
