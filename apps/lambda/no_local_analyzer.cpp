#include "lambda/local_analyzer.hpp"

namespace helio::lambda {

Result<std::unique_ptr<functions::ImageAnalyzer>> make_local_analyzer(
    Variables const& /*variables*/, objects::ObjectStore& /*objects*/) {
  return invalid_configuration(
      "This package has no models: deploy the container image, or set ANALYZER to "
      "\"rekognition\".");
}

}  // namespace helio::lambda
