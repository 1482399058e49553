"""The language: what was written (`spec`), its small values, and the resolved workspace."""

from journeyctl.model import spec
from journeyctl.model.resolved import Entity, Journey, Phase, Stage, Step
from journeyctl.model.values import Note, Text
from journeyctl.model.workspace import Workspace, by_itself, once

__all__ = ["Entity", "Journey", "Note", "Phase", "Stage", "Step", "Text", "Workspace", "by_itself", "once", "spec"]
