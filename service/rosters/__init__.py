"""The versions of a week's roster: checked, kept, published, superseded; and what is made of them."""
