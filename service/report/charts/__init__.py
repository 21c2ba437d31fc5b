"""Charts as SVG text, one a file: each takes plain figures, computes nothing but where they stand on the page."""
