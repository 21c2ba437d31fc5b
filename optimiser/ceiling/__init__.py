"""The ceiling: a proven upper bound on contact time, and a lower bound on cost per contact hour, for a request."""
