"""Improves shifts and routes together until time is up; MEANING.md says what is weighed."""
