# shellcheck shell=bash
# Building one CMake preset. ninja notices by itself what has changed, and configures again when a
# CMake file has; only a first build, other presets or another OpenVINO make it start over.

# build PRESET [BUILD-PRESET]: the second is PRESET where it is not said.
build() {
  local preset=$1 openvino='' folder="$HELIO_SOURCE/build/$1"
  cd "$HELIO_SOURCE" || die "$HELIO_SOURCE cannot be entered."
  # Paths relative to the checkout: a second clone finds what the first one compiled.
  export CCACHE_DIR=${CCACHE_DIR:-$HELIO_CACHE/ccache}
  export CCACHE_BASEDIR=$HELIO_SOURCE CCACHE_NOHASHDIR=1
  openvino=$(compgen -G "$HELIO_CACHE/venv/lib/python3*/site-packages/openvino/cmake" || true)
  if [[ ! -f "$folder/build.ninja" || CMakePresets.json -nt "$folder/build.ninja" ]] ||
    ! grep -qsF "OpenVINO_DIR:PATH=$openvino" "$folder/CMakeCache.txt"; then
    say "Build: configuring $preset"
    run_logged "configure-$preset" "cmake could not configure the build" \
      cmake --preset "$preset" "-DOpenVINO_DIR:PATH=$openvino"
  fi
  say "Build: $preset, in build/$preset"
  run_logged "build-$preset" "the build failed" cmake --build --preset "${2:-$preset}"
}
