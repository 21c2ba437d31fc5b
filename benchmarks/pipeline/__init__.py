"""The pipeline that a good engineer would glue together in a week: shifts by hourly demand, then routes day by day.

Shifts by CP-SAT (`shifts.py`), visits made simple enough for a router (`jobs.py`), VROOM a day at a time (`routes.py`),
times and repair (`timing.py`, `glue.py`).
"""
