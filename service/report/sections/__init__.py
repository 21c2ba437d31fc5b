"""The page's sections, one a file: each turns a result into what its template shows; no figure is made here."""
