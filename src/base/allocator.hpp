// The allocator of a process that runs for long: what is freed goes back to the system.
//
// glibc keeps up to eight arenas per core, and what is freed within them; with threads that come
// and go and pictures of megabytes that was 60 MB of 600 with the default models. One arena per
// core and large blocks mapped on their own cost no processor time that could be measured.
//
// Threads  call it first in main(), before there are others.
// Source   mallopt(3): M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD.
#pragma once

namespace helio {

// Leaves alone what the environment sets (MALLOC_ARENA_MAX and the like); nothing elsewhere than
// with glibc.
void return_freed_memory();

}  // namespace helio
