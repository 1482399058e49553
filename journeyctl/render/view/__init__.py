"""The views: one file a view, found by looking into this package. Each has SUBJECT, LABEL and `sketch`."""
