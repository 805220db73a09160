// Service: one AWS service that speaks JSON, as a table of operations. An operation is a function
// from JSON to JSON in a file of its own. The wire (handler.hpp) and the workflow's task resources
// call the same table, so that `aws rekognition detect-labels` and a state's
// "aws-sdk:rekognition:detectLabels" cannot differ.
//
// Order    the operation is found, the caller's grant looked at, the input held to AWS's own
//          description (validate.hpp), and the operation run.
// Errors   of call(): unsupported "UnknownOperationException"; forbidden "AccessDeniedException";
//          invalid_argument "SerializationException", or the service's name for a broken
//          constraint; and those of the operation, in the service's own names (wire_error.hpp has
//          the statuses).
// Threads  call() from any number of threads, once everything is added. Operations block.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "aws/credentials.hpp"
#include "aws/json/model.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::json {

// Who asks. The process itself asks as an admin without an access key: Caller::inside().
struct Caller {
  std::string account_id = "000000000000";
  std::string region = "us-east-1";
  Identity identity;
  std::string request_id;
  std::string source_ip;

  [[nodiscard]] static Caller inside(std::string account_id, std::string region,
                                     std::string request_id);
};

// `input` is a JSON object that fits the operation's shape. A member that is null counts as absent,
// blobs are base64, and unknown members are there to be ignored. The output is what AWS answers.
using Operation = std::function<Result<Json>(Json const& input, Caller const& caller)>;

// Whose key may call an operation.
enum class Access {
  anyone,   // with a key
  objects,  // who may read objects; the operation asks the grant about each (aws/s3/authorize.hpp)
  read,     // admin and viewer, if their grant is not limited to a bucket
  write     // admin, likewise
};

class Service {
 public:
  // `broken_constraint` is what the service calls input that does not fit: "ValidationException",
  // or "InvalidParameterException".
  Service(ServiceModel const& model, std::string broken_constraint)
      : model_(model), broken_constraint_(std::move(broken_constraint)) {}

  // `name` as in the model, which must have it: "DetectLabels".
  void add(std::string name, Access access, Operation operation);
  [[nodiscard]] bool has(std::string_view operation) const;

  [[nodiscard]] Result<Json> call(std::string_view operation, Json const& input,
                                  Caller const& caller) const;

  [[nodiscard]] ServiceModel const& model() const noexcept { return model_; }

 private:
  struct Entry {
    OperationModel const* model = nullptr;
    Access access = Access::write;
    Operation run;
  };

  ServiceModel const& model_;
  const std::string broken_constraint_;
  std::map<std::string, Entry, std::less<>> operations_;
};

}  // namespace helio::aws::json
