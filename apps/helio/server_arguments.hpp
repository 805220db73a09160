// The words of the commands that run a server or ask one, as data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace helio::cli {

// Where settings come from, beside the environment (helio/config.hpp).
struct ConfigArguments {
  std::optional<std::filesystem::path> file;
  std::map<std::string, std::string, std::less<>> flags;  // key's name -> text
};

struct ServeArguments {
  ConfigArguments config;
};

struct ConfigCheckArguments {
  ConfigArguments config;
};

struct ConfigKeysArguments {};

struct EnvArguments {
  ConfigArguments config;
};

enum class KeysAction { create, list, revoke, rotate_master };

struct KeysArguments {
  KeysAction action = KeysAction::list;
  ConfigArguments config;
  std::string scope = "admin";  // create: admin, uploader, viewer
  std::string bucket_prefix;    // create: "bucket/prefix"
  std::string name;             // create: a note for people
  std::string id;               // revoke
  bool json = false;
};

struct BackupArguments {
  ConfigArguments config;
  std::string folder;  // of the backup
};

// Which server a command asks, and as whom.
struct ServerArguments {
  std::string url;  // empty: $HELIO_SERVER, else http://127.0.0.1:8080
  bool json = false;
};

struct UploadArguments {
  ServerArguments server;
  std::vector<std::string> files;  // files and folders
  std::string user;
  bool wait = false;
};

struct ResultsArguments {
  ServerArguments server;
  std::string id;
  std::string status, label, user, text;
  std::optional<double> confidence_min;
  int limit = 20;
};

struct ExecutionsArguments {
  ServerArguments server;
  std::string arn;  // or its name
  std::string status;
  int limit = 20;
};

struct LogsArguments {
  ServerArguments server;
  std::string function;
  bool follow = false;
  int limit = 100;  // lines to begin with, the newest
};

struct ReplayArguments {
  ServerArguments server;
  std::string from, to;  // RFC 3339
  bool wait = false;
};

}  // namespace helio::cli
