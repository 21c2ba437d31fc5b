"""Solves as durable jobs: DBOS keeps the queue, each solve runs in a process of its own."""
