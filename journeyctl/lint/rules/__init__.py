"""The rules, one file a family. A rule is one function here and one test."""
