# helio_library(NAME DEPENDS… SOURCES…)   one per folder of src/: target helio_NAME, helio::NAME.
# helio_test(NAME DEPENDS… SOURCES…)      a GoogleTest program, listed for ./test and ctest.
# helio_fuzz(NAME DEPENDS… SOURCES…)      a libFuzzer program, built by the fuzz preset only.
# Sources are listed by hand, so that a file outside every target is noticed (tests/tidy).

function(helio_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(helio_${name} STATIC ${ARG_SOURCES})
  add_library(helio::${name} ALIAS helio_${name})
  target_include_directories(helio_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(helio_${name} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
endfunction()

function(helio_test name)
  if(NOT HELIO_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} GTest::gmock GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name})
endfunction()

function(helio_fuzz name)
  if(NOT HELIO_FUZZ)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
endfunction()
