"""The static site: one view object a page, a search index, an atomic writer."""
