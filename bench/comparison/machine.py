"""On what the figures were measured."""

import os
import time


def describe():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        lines = file.read().splitlines()
    facts = {}
    for line in lines:
        key, _, value = line.partition(":")
        facts.setdefault(key.strip(), value.strip())
    flags = facts.get("flags", "").split()
    wide = [name for name in ("amx_bf16", "avx512_bf16", "avx512f", "avx2") if name in flags]
    return {"cpu": facts.get("model name", "unknown"), "cores": len(os.sched_getaffinity(0)),
            "instructions": wide, "load_at_start": os.getloadavg()[0],
            "measured_at": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}
