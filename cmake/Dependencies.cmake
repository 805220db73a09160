# Third-party packages; all come from Debian but OpenVINO, which is a Python wheel that set-up
# installs into the cache folder. docs/dependencies.md says what each is for, and its licence.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(vips REQUIRED IMPORTED_TARGET vips)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo)
find_package(JPEG REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(pugixml REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(ZLIB REQUIRED)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
if(HELIO_TESTS)
  find_package(GTest REQUIRED)
endif()

# Set-up's folder, with the Python environment that it made.
set(HELIO_CACHE "$ENV{HELIO_CACHE}")
if(NOT HELIO_CACHE)
  if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(HELIO_CACHE "$ENV{XDG_CACHE_HOME}/heliograph")
  else()
    set(HELIO_CACHE "$ENV{HOME}/.cache/heliograph")
  endif()
endif()

# Whose botocore describes the AWS services (cmake/AwsModel.cmake).
set(HELIO_PYTHON "${HELIO_CACHE}/venv/bin/python")
if(NOT EXISTS "${HELIO_PYTHON}")
  message(FATAL_ERROR "There is no Python in ${HELIO_CACHE}/venv: "
                      "run ./quickstart or ./test once, they make it")
endif()

# The fuzz targets need no inference: they build without the wheel.
if(NOT HELIO_FUZZ)
  if(NOT OpenVINO_DIR)
    file(GLOB HELIO_OPENVINO_CMAKE
         "${HELIO_CACHE}/venv/lib/python3*/site-packages/openvino/cmake")
    if(NOT HELIO_OPENVINO_CMAKE)
      message(FATAL_ERROR "OpenVINO is not in ${HELIO_CACHE}/venv: "
                          "run ./quickstart or ./test once, they install it")
    endif()
    list(GET HELIO_OPENVINO_CMAKE 0 OpenVINO_DIR)
  endif()
  find_package(OpenVINO REQUIRED COMPONENTS Runtime)
endif()
