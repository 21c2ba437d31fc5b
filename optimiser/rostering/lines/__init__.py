"""Rosters by cover: the best lines (a worker's row of days) under each worker's terms and what cover costs across them.

    candidates = candidate_shifts(request)
    lines = LineRequest.of(request, candidates)      # None: the request asks more than lines tell
    found = improve_lines(lines.problem, seconds=60.0, workers=2, seed=1)
    shifts = lines.shifts_of(found.lines)            # Shifts with roles; valid where lines.keeps_rules(found.lines)

`found.pence` are the objective's pence (with what is short of a `least`), `found.bound` what none can cost less than.

The method is column generation: a linear programme chooses among known lines (`master`), a compiled dynamic programme
over run states and totals makes each worker's best line at its prices (`kernels`, `tables`, `automaton`), a dive
settles days until lines are whole (`dive`), and parts of the roster are solved again the same way (`part`, `search`).
"""
