"""From bytes to positioned YAML: the one room that knows the YAML parser."""

from journeyctl.source.document import Document, Path, Place, SourceProblem, parse
from journeyctl.source.files import Found, discover, read_text
from journeyctl.source.span import Span

__all__ = ["Document", "Found", "Path", "Place", "SourceProblem", "Span", "discover", "parse", "read_text"]
