"""Rosters by cover: the best lines (a worker's row of days) under each worker's terms and what cover costs across them.

    candidates = candidate_shifts(request)
    lines = LineRequest.of(request, candidates)      # None: the request asks more than lines tell
    found = improve_lines(lines.problem, seconds=60.0, workers=2, seed=1)
    shifts = lines.shifts_of(found.lines)            # Shifts with roles; valid where lines.keeps_rules(found.lines)

`found.pence` are the objective's pence (with what is short of a `least`), `found.bound` what none can cost less than.

First lines come from workers taking turns (`start`; over long horizons window by window, `windows`). The method then is
column generation (`generation`): a linear programme chooses among known lines (`master`), a compiled dynamic programme
over run states and totals makes each worker's best line at its prices (`kernels`, `tables`, `automaton`), and a dive
settles days until lines are whole, stepping back where that costs too much (`dive`). Parts of the roster are solved
again the same way, several at once in processes (`part`, `part_job`, `search`).
"""
