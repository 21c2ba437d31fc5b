"""A week's way from opened to closed: what each step needs, and what it leaves behind."""
