"""Documents → the resolved workspace: schema check, decoding, resolution."""

from journeyctl.compiler.codes import NAMES
from journeyctl.compiler.compiling import Compiled, compile_documents, compile_workspace, compile_written
from journeyctl.compiler.part import Memory

__all__ = ["NAMES", "Compiled", "Memory", "compile_documents", "compile_workspace", "compile_written"]
