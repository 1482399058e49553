"""Documents → the resolved workspace: schema check, decoding, resolution."""

from journeyctl.compiler.codes import NAMES
from journeyctl.compiler.compiling import Compiled, compile_documents, compile_workspace

__all__ = ["NAMES", "Compiled", "compile_documents", "compile_workspace"]
