"""Plans the week: rostering, routing, improvement, and the referee that checks every roster."""
