"""Speed and quality, against stored results."""
