"""Compiled routing: schedules, insertions, ruin and recreate, over plain arrays with stated shapes and units."""
