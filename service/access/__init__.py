"""Who is asking, and what they may do: one table of permissions, one place that keeps teams apart."""
