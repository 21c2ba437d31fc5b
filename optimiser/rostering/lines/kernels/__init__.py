"""The compiled search of a best line; one file, which numba compiles anew by itself whenever it changes."""
