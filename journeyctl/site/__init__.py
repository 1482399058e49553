"""The static site: one view object a page, written by templates, put in place at once."""

from journeyctl.site.edition import Edition, Source
from journeyctl.site.making import Built, build

__all__ = ["Built", "Edition", "Source", "build"]
