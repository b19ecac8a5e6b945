"""Runs a command as a process of its own and prints its wall time and CPU in seconds and its peak memory in KiB.

The peak starts at what this small program itself holds: figures below some 10 MiB mean « less than that »."""

import json
import os
import sys
import time

start = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
wall = time.monotonic() - start
print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "kib": used.ru_maxrss}))
sys.exit(os.waitstatus_to_exitcode(status))
