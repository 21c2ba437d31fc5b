"""The API, by version."""
