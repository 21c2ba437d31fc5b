"""Every figure the product prints about a roster, each with its unit and its denominator.

metrics.json is `metrics(...)`; what its keys mean is `describe()`. A percentage has two decimals, money is whole pence,
time is whole minutes; a figure whose denominator is 0 is None.
"""

from optimiser.metrics.comparison import SUMMARY, Comparison, compare
from optimiser.metrics.registry import METRICS, Metric, describe
from optimiser.metrics.result import measure, metrics, score

__all__ = ["METRICS", "SUMMARY", "Comparison", "Metric", "compare", "describe", "measure", "metrics", "score"]
