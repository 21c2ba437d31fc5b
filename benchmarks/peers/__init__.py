"""Generated home-care days routed by this engine and by solvers that a team could pick instead; `days.py` says how."""
