"""The shape of HTTP: problem documents, limits, conditions, pages, idempotency; knows nothing of rostering."""
