"""The page's sections, one a file: each turns a result into what its template shows, and sums nothing but rows to draw."""
