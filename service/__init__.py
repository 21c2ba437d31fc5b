"""The command line, the API and the pages: thin; no rule and no sum lives here."""
