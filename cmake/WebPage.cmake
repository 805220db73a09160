# The web page as one generated source, HELIO_PAGE_FILES. web/scripts/build.mjs runs npm only where
# what the page is made of has changed; all presets share what it makes, in build/web.

if(NOT HELIO_WEB)
  return()
endif()

find_program(HELIO_NODE NAMES node nodejs)
find_program(HELIO_NPM npm)
if(NOT HELIO_NODE OR NOT HELIO_NPM)
  message(FATAL_ERROR
          "The web page needs Node 18 and npm (on Debian and Ubuntu: apt-get install nodejs npm). "
          "Without them, build helio without its page: -DHELIO_WEB=OFF.")
endif()

set(HELIO_PAGE_FILES ${CMAKE_SOURCE_DIR}/build/web/page_files.cpp)
file(GLOB_RECURSE HELIO_PAGE_INPUTS CONFIGURE_DEPENDS
     ${CMAKE_SOURCE_DIR}/web/src/* ${CMAKE_SOURCE_DIR}/web/public/*
     ${CMAKE_SOURCE_DIR}/web/scripts/*)
list(FILTER HELIO_PAGE_INPUTS EXCLUDE REGEX "/api/schema\\.d\\.ts$|\\.test\\.tsx?$|/src/testing/")
add_custom_command(
  OUTPUT ${HELIO_PAGE_FILES}
  COMMAND ${HELIO_NODE} ${CMAKE_SOURCE_DIR}/web/scripts/build.mjs
  DEPENDS ${HELIO_PAGE_INPUTS} ${CMAKE_SOURCE_DIR}/web/index.html
          ${CMAKE_SOURCE_DIR}/web/package.json ${CMAKE_SOURCE_DIR}/web/package-lock.json
          ${CMAKE_SOURCE_DIR}/web/vite.config.ts ${CMAKE_SOURCE_DIR}/web/tsconfig.json
          ${CMAKE_SOURCE_DIR}/src/api/openapi.json
  COMMENT "Building the web page" VERBATIM USES_TERMINAL)
