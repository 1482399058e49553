"""Git trees at refs, the semantic diff, breaking changes."""
