// GET /results, GET /results/{image_id}: as the function result_viewer says.
// DELETE /results/{image_id}: the record and the picture it tells of.
#include "api/image_variants.hpp"
#include "api/proxy.hpp"
#include "api/resources.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

http::Response remove(Parts const& parts, http::RequestHead const& head,
                      std::string_view image_id) {
  auto const record = parts.results.get(image_id);
  if (!record) return http::problem(record.error(), head.request_id);
  // The picture first: cut in the middle, the record is still there and the same call goes on.
  auto const object = parts.objects.remove(
      object_of_record(*record), {head.request_id, "helio", head.remote_address, "DeleteObject"});
  if (!object && object.error().code != Errc::not_found) {
    return http::problem(object.error(), head.request_id);
  }
  if (auto const derived = parts.remove_derived(image_id); !derived) {
    return http::problem(derived.error(), head.request_id);
  }
  auto const removed = parts.results.remove(image_id);
  if (!removed) return http::problem(removed.error(), head.request_id);
  parts.variants.forget(image_id);
  http::Response gone;
  gone.status = 204;
  return gone;
}

}  // namespace

Routes results_routes(Parts const& parts) {
  static constexpr std::string_view kList = "/results";
  static constexpr std::string_view kOne = "/results/{image_id}";
  auto const list = [&parts](http::RequestHead const& head,
                             http::PathParameters const&) -> http::Begun {
    return call_function(parts, "result_viewer", head, kList, {}, {});
  };
  auto const one = [&parts](http::RequestHead const& head,
                            http::PathParameters const& path) -> http::Begun {
    return call_function(parts, "result_viewer", head, kOne, path["image_id"], {});
  };
  auto const erase = [&parts](http::RequestHead const& head,
                              http::PathParameters const& path) -> http::Begun {
    return remove(parts, head, path["image_id"]);
  };
  return {{"GET", std::string(kList), list},
          {"GET", std::string(kOne), one},
          {"DELETE", std::string(kOne), erase}};
}

}  // namespace helio::api
