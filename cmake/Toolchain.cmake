# Compiler, linker and sanitizer flags that every target shares.

# Designated initialisers leave the other members to their defaults: no warning for that.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                    -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
                    -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlapping copy in any "literal" + std::string it optimises (its bug 105651).
  add_compile_options(-Wno-restrict)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # -O3 for the pixel loops, which the compiler vectorises; no -march: the binary must start on
  # every x86-64 so that it can say what it needs (src/adapters/openvino checks for AVX2).
  string(REPLACE "-O3" "-O3 -g1" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
endif()

if(HELIO_SANITIZE)
  add_compile_options(-fsanitize=${HELIO_SANITIZE} -fno-sanitize-recover=undefined)
  # The dev preset leaves out the checks at every access through a pointer: they took more
  # than half of the time of a build. AddressSanitizer still ends the program at a bad one, and the
  # fuzz targets run with all of them.
  if(HELIO_SANITIZE_NOT)
    add_compile_options(-fno-sanitize=${HELIO_SANITIZE_NOT})
  endif()
  string(REPLACE "fuzzer-no-link" "" HELIO_SANITIZE_LINK "${HELIO_SANITIZE}")
  string(REGEX REPLACE ",$" "" HELIO_SANITIZE_LINK "${HELIO_SANITIZE_LINK}")
  add_link_options(-fsanitize=${HELIO_SANITIZE_LINK})
endif()

find_program(HELIO_CCACHE ccache)
if(HELIO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HELIO_CCACHE})
endif()
find_program(HELIO_MOLD mold)
if(HELIO_MOLD AND NOT CMAKE_CROSSCOMPILING)  # a cross compiler knows it by another name
  add_link_options(-fuse-ld=mold)
endif()
