"""Routing by ruin and recreate over priced, linked and timed stops; `problem.py` says exactly what is weighed."""
