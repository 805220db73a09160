// GET /keys, POST /keys, DELETE /keys/{key_id}: an admin sees, makes and revokes access keys. A new
// key's secrets are in the answer that made it and nowhere else.
#include "api/keys.hpp"

#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/log.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

Json key_json(Key const& key) {
  return {{"id", key.id},         {"name", key.name},
          {"scope", key.scope},   {"bucket", key.bucket},
          {"prefix", key.prefix}, {"created_at", to_rfc3339(key.created_at)}};
}

Result<std::string> text_or_empty(Json const& object, std::string_view name) {
  if (!object.contains(name)) return std::string();
  return text_member(object, name);
}

Result<Key> request_of(std::string_view body) {
  auto const object = object_of(body);
  if (!object) return tl::unexpected(object.error());
  Key key;
  struct Member {
    char const* name;
    std::string Key::*text;
    bool needed;
  };
  for (Member const& member :
       {Member{"name", &Key::name, true}, Member{"scope", &Key::scope, true},
        Member{"bucket", &Key::bucket, false}, Member{"prefix", &Key::prefix, false}}) {
    auto text =
        member.needed ? text_member(*object, member.name) : text_or_empty(*object, member.name);
    if (!text) return fail(text);
    key.*member.text = std::move(*text);
  }
  return key;
}

http::Response list(Parts const& parts, http::RequestHead const& head) {
  auto const keys = parts.keys.list();
  if (!keys) return http::problem(keys.error(), head.request_id);
  Json items = Json::array();
  for (Key const& key : *keys) items.push_back(key_json(key));
  Json body = {{"count", items.size()}};
  body["items"] = std::move(items);
  return json_response(200, body);
}

http::Response create(Parts const& parts, http::RequestHead const& head, std::string_view admin,
                      std::string_view body) {
  auto const wanted = request_of(body);
  if (!wanted) return http::problem(wanted.error(), head.request_id);
  auto const made = parts.keys.create(*wanted);
  if (!made) return http::problem(made.error(), head.request_id);
  log::info("key made", {{"key_id", made->key.id}, {"scope", made->key.scope}, {"by", admin}});
  Json json = key_json(made->key);
  json["secret_access_key"] = made->secret_access_key;
  json["bearer_token"] = made->bearer_token;
  return json_response(201, json);
}

http::Response revoke(Parts const& parts, http::RequestHead const& head, std::string_view admin,
                      std::string_view id) {
  if (auto const revoked = parts.keys.revoke(id); !revoked) {
    return http::problem(revoked.error(), head.request_id);
  }
  log::info("key revoked", {{"key_id", id}, {"by", admin}});
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace

Routes keys_routes(Parts const& parts) {
  // `answer(head, path, name of the admin)`
  auto const for_admin = [&parts](auto answer) {
    return [&parts, answer](http::RequestHead const& head,
                            http::PathParameters const& path) -> http::Begun {
      auto const admin = parts.keys.admin(head);
      if (!admin) return http::problem(admin.error(), head.request_id);
      return answer(head, path, admin->name);
    };
  };
  auto const get = [&parts](http::RequestHead const& head, http::PathParameters const&,
                            std::string const&) { return list(parts, head); };
  auto const post = [&parts](http::RequestHead const& head, http::PathParameters const&,
                             std::string const& admin) {
    return json_body(head, [&parts, &head, admin](std::string const& body) {
      return create(parts, head, admin, body);
    });
  };
  auto const erase = [&parts](http::RequestHead const& head, http::PathParameters const& path,
                              std::string const& admin) {
    return revoke(parts, head, admin, path["key_id"]);
  };
  return {{"GET", "/keys", for_admin(get)},
          {"POST", "/keys", for_admin(post)},
          {"DELETE", "/keys/{key_id}", for_admin(erase)}};
}

}  // namespace helio::api
