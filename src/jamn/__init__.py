"""Jamn: the system behind the equality plan, from its risks to its evaluation."""

__version__ = "0.1.0"
