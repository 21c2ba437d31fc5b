"""Why: for each visit nobody makes and each wish refused, what stands in the way and what it would take."""
