"""How fast the parts are, and how good a week of the demo team is, against what is stored."""
