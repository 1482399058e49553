"""Answers about a resolved workspace, computed once and shared by rules, pictures, pages and reports."""
