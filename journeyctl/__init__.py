"""journeyctl: the compiler for customer journeys."""

__version__ = "0.1.0"
