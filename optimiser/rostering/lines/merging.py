"""What is kept of a part's lines when other parts have changed what stands around it meanwhile.

All new lines together may break a total, or cover what is covered already, where some of them would not. So workers
take turns, each keeping the better of their new line and the one that stood, beside the others', until none changes.
"""

import numpy as np

from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.start import counted, pence_beside


def merged(part: LineProblem, standing: Lines, new: Lines) -> Lines:
    """Return lines in which each worker has the new line or the one that stands; no dearer than all new ones.

    Args:
        part: as it is now.
        standing: its lines as they stand.
        new: lines that were made for it before the rest changed.
    """
    kept = Lines(new.choices.copy(), new.roles.copy())
    counts = kept.counted(part)
    is_new = np.ones(part.workers, dtype=np.bool_)
    changed = True
    while changed:
        changed = False
        for worker in range(part.workers):
            own = kept.choices[worker], kept.roles[worker]
            source = standing if is_new[worker] else new
            other = source.choices[worker], source.roles[worker]
            others = counts - counted(part, *own)
            if pence_beside(part, worker, *other, others) < pence_beside(part, worker, *own, others):
                counts = others + counted(part, *other)
                kept.choices[worker], kept.roles[worker] = other
                is_new[worker] = not is_new[worker]
                changed = True
    return kept
