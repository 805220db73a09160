// Part of sanitizer builds only. TBB, which OpenVINO brings, opens a helper library with
// RTLD_DEEPBIND; the sanitizers end the process at that flag. This dlopen() stands in the program
// before theirs, drops the flag and passes the call on.
#include <dlfcn.h>

extern "C" void* dlopen(char const* file, int mode) {
  using Open = void* (*)(char const*, int);
  static auto const next = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "dlopen"));  // NOLINT
  return next(file, mode & ~RTLD_DEEPBIND);
}
