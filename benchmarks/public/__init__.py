"""The engine against public instances: adapters to each published format and back, scorers, and one table."""
