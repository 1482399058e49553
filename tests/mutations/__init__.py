"""Small edits of the example, each of which plants the gap of one rule."""
