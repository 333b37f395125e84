"""Two versions of a plan: which measure is which, and which words differ. Pure, no Django."""

from jamn.importers.interpret.matching.likeness import Wording
from jamn.importers.interpret.matching.pairing import match
from jamn.importers.interpret.matching.words import Part, PartKind, differences

__all__ = ["Part", "PartKind", "Wording", "differences", "match"]
