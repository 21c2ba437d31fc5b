"""The scale of the rostering objective: prices an hour divide by 60, so whole sixtieths of a penny lose nothing."""

SIXTIETHS = 60
