import os, time
from optimiser.executor import stop_asked
def until_asked(seconds=60.0):
    t=time.perf_counter()
    while not stop_asked() and time.perf_counter()-t<seconds: time.sleep(0.02)
    return os.getpid(), time.perf_counter()-t
