"""The compiled search of best routes; one file, which numba compiles anew by itself whenever it changes."""
