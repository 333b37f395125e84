"""A plan as a document: fills one frozen `Publication`, in the plan's own language, whoever reads it."""

from jamn.reports.contents.publication import language_of, publication_of

__all__ = ["language_of", "publication_of"]
