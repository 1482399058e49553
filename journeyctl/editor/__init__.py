"""The language server: what an editor asks about a workspace while a person types.

`server` speaks the protocol and holds what is open; a `desk` judges one workspace and keeps what that led to; the
features in between are functions from that and a place in a text to values.
"""
