# helio_aws_model(NAME SERVICE OPERATION…)   adds to the target helio_NAME what AWS's own
# description says of these operations, as a table made at build time:
# helio::aws::json::SERVICE_model.
# SERVICE is a folder of botocore's data; src/aws/json/model.hpp has the table's shape.

function(helio_aws_model name service)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/${service}_model.cpp)
  set(script ${CMAKE_SOURCE_DIR}/scripts/aws_model.py)
  add_custom_command(
    OUTPUT ${table}
    COMMAND ${HELIO_PYTHON} ${script} ${service} ${table} ${ARGN}
    DEPENDS ${script} ${CMAKE_SOURCE_DIR}/models/requirements.txt
    COMMENT "Describing ${service}"
    VERBATIM)
  target_sources(helio_${name} PRIVATE ${table})
endfunction()
