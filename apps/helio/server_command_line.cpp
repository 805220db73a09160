#include "helio/server_command_line.hpp"

#include <CLI/CLI.hpp>

#include "helio/config.hpp"

namespace helio::cli {
namespace {

constexpr char const* kServeFooter = R"TEXT(
Starts the whole pipeline on this machine: object store, event bus, workflow,
analysis, results, REST and S3, on one port. Prints its address, then "ready"
when the models are warm. Ctrl-C stops it when what is under way is done; a
second Ctrl-C at once.

Every setting is also a key of the file and an environment variable:
`helio config keys`.

Examples:
  helio serve                                  on 127.0.0.1:8080, data in ./data
  helio serve --data /srv/helio --listen 127.0.0.1:9000
  eval "$(helio env)"; aws s3 cp photo.jpg s3://heliograph-images/uploads/)TEXT";

constexpr char const* kUploadFooter = R"(
Asks the server for an upload URL for each file and sends the file there.

Examples:
  helio upload photo.jpg --wait      sends it, and prints what was found
  helio upload Pictures              a whole folder)";

constexpr char const* kResultsFooter = R"(
Examples:
  helio results --status REJECTED          what was no picture, and why
  helio results --label dog --min-confidence 90
  helio results ID                         all that is known of one)";

constexpr char const* kExecutionsFooter = R"(
Examples:
  helio executions --status FAILED         which did not get to their end
  helio executions NAME                    how long each state of one took)";

constexpr char const* kLogsFooter = R"(
Examples:
  helio logs image_processor --follow      the last lines, and what comes
  helio logs result_saver --limit 1000)";

constexpr char const* kReplayFooter = R"(
Example:
  helio replay --from 2026-11-25T08:00:00Z --wait)";

constexpr char const* kKeysFooter = R"(
Examples:
  helio keys create --scope viewer --name dashboard
  helio keys revoke ID)";

constexpr char const* kBackupFooter = R"(
Example:
  helio backup /backup/monday --data /srv/helio)";

constexpr char const* kConfigFooter = R"(
Examples:
  helio config keys                        what can be set
  helio config check --config helio.toml   whether `serve` would take it)";

void add_config_file(CLI::App* command, ConfigArguments& arguments) {
  command->add_option("--config", arguments.file, "Read settings from FILE (TOML)")
      ->type_name("FILE");
}

// One key as a flag. The text is taken as it is: load_config() says what is wrong with it.
void add_key(CLI::App* command, ConfigArguments& arguments, ConfigKey const& key) {
  std::string const name(key.name);
  auto const take = [&arguments, name](std::string const& text) { arguments.flags[name] = text; };
  static Config const defaults;
  std::string const preset = value_text(defaults, key);
  if (std::holds_alternative<bool Config::*>(key.member)) {
    command
        ->add_flag_callback(
            flag_of(key), [take] { take("true"); }, std::string(key.help))
        ->group("Settings");
    return;
  }
  command
      ->add_option_function<std::string>(
          flag_of(key), take, std::string(key.help) + (preset.empty() ? "" : " [" + preset + "]"))
      ->type_name("")
      ->group("Settings");
}

void add_keys_named(CLI::App* command, ConfigArguments& arguments,
                    std::initializer_list<std::string_view> names) {
  for (auto const& key : config_keys()) {
    for (auto const name : names) {
      if (key.name == name) add_key(command, arguments, key);
    }
  }
}

void add_all_keys(CLI::App* command, ConfigArguments& arguments) {
  add_config_file(command, arguments);
  for (auto const& key : config_keys()) add_key(command, arguments, key);
}

void add_server(CLI::App* command, ServerArguments& server) {
  command->add_option("--server", server.url, "Address [$HELIO_SERVER, or http://127.0.0.1:8080]")
      ->type_name("URL");
  command->add_flag("--json", server.json, "JSON instead of text for people");
}

void add_limit(CLI::App* command, int& limit, char const* text, int max) {
  command->add_option("--limit", limit, text)
      ->type_name("N")
      ->check(CLI::Range(1, max))
      ->capture_default_str();
}

}  // namespace

ServerCommandLine::ServerCommandLine(CLI::App& app) {
  add_serve(app);
  add_upload(app);
  add_results(app);
  add_executions(app);
  add_logs(app);
  add_replay(app);
  add_env(app);
  add_keys(app);
  add_backup(app);
  add_config(app);
}

void ServerCommandLine::add_serve(CLI::App& app) {
  auto* command = app.add_subcommand("serve", "Run the pipeline: upload, analyse, store, announce");
  command->footer(kServeFooter);
  add_all_keys(command, serve_.config);
  command->callback([this] { chosen_ = serve_; });
}

void ServerCommandLine::add_config(CLI::App& app) {
  auto* config = app.add_subcommand("config", "Check and list settings");
  config->footer(kConfigFooter);
  config->require_subcommand(1);
  auto* check = config->add_subcommand("check", "Say what `serve` would run with, and from where");
  add_all_keys(check, check_.config);
  check->callback([this] { chosen_ = check_; });
  auto* keys = config->add_subcommand("keys", "Every setting: key, variable, default, meaning");
  keys->callback([this] { chosen_ = ConfigKeysArguments{}; });
}

void ServerCommandLine::add_env(CLI::App& app) {
  auto* command = app.add_subcommand("env", "Print what points the aws command at this server");
  command->footer("\nExample:\n  eval \"$(helio env --data data)\"; aws s3 ls");
  add_config_file(command, env_.config);
  add_keys_named(command, env_.config, {"data", "listen", "public_url", "aws_region"});
  command->callback([this] { chosen_ = env_; });
}

void ServerCommandLine::add_keys(CLI::App& app) {
  auto* keys = app.add_subcommand("keys", "Make, list and revoke access keys");
  keys->footer(kKeysFooter);
  keys->require_subcommand(1);
  auto const action = [&](char const* name, char const* text, KeysAction which) {
    auto* command = keys->add_subcommand(name, text);
    add_config_file(command, keys_.config);
    add_keys_named(command, keys_.config, {"data"});
    command->callback([this, which] {
      keys_.action = which;
      chosen_ = keys_;
    });
    return command;
  };
  auto* create = action("create", "Make a key; its secret is shown once", KeysAction::create);
  create->add_option("--scope", keys_.scope, "What it may do")
      ->check(CLI::IsMember({"admin", "uploader", "viewer"}))
      ->capture_default_str();
  create->add_option("--prefix", keys_.bucket_prefix, "Only objects of BUCKET/PREFIX")
      ->type_name("BUCKET/PREFIX");
  create->add_option("--name", keys_.name, "A note on whose it is")->type_name("TEXT");
  create->add_flag("--json", keys_.json, "JSON");
  auto* list = action("list", "Keys without their secrets", KeysAction::list);
  list->add_flag("--json", keys_.json, "JSON");
  auto* revoke = action("revoke", "End a key", KeysAction::revoke);
  revoke->add_option("ID", keys_.id, "The key's id")->required()->type_name("");
  action("rotate-master", "Encrypt all data keys under a new master key",
         KeysAction::rotate_master);
}

void ServerCommandLine::add_backup(CLI::App& app) {
  auto* command = app.add_subcommand("backup", "Copy a data folder, also of a running server");
  command->footer(kBackupFooter);
  command->add_option("FOLDER", backup_.folder, "Where to; new or empty")
      ->required()
      ->type_name("");
  add_config_file(command, backup_.config);
  add_keys_named(command, backup_.config, {"data"});
  command->callback([this] { chosen_ = backup_; });
}

void ServerCommandLine::add_upload(CLI::App& app) {
  auto* command = app.add_subcommand("upload", "Send images to a server");
  command->footer(kUploadFooter);
  command->add_option("FILE", upload_.files, "Images and folders")->required()->type_name("");
  command->add_flag("--wait", upload_.wait, "Wait for the results and print them");
  command->add_option("--user", upload_.user, "Whose they are")->type_name("ID");
  add_server(command, upload_.server);
  command->callback([this] { chosen_ = upload_; });
}

void ServerCommandLine::add_results(CLI::App& app) {
  auto* command = app.add_subcommand("results", "Show results, the newest first, or one of them");
  command->footer(kResultsFooter);
  command->add_option("ID", results_.id, "One image's id")->type_name("");
  command->add_option("--status", results_.status, "Only PROCESSING, COMPLETED, LOW_CONFIDENCE, …")
      ->type_name("STATUS");
  command->add_option("--label", results_.label, "Only with this label")->type_name("NAME");
  command->add_option("--user", results_.user, "Only of this user")->type_name("ID");
  command->add_option("--search", results_.text, "Only with these words in labels or text")
      ->type_name("WORDS");
  command->add_option("--min-confidence", results_.confidence_min, "Only as sure as N percent")
      ->type_name("N")
      ->check(CLI::Range(0.0, 100.0));
  add_limit(command, results_.limit, "At most N", 100);
  add_server(command, results_.server);
  command->callback([this] { chosen_ = results_; });
}

void ServerCommandLine::add_executions(CLI::App& app) {
  auto* command =
      app.add_subcommand("executions", "Show the workflow's executions, or one as a timeline");
  command->footer(kExecutionsFooter);
  command->add_option("ARN", executions_.arn, "One execution's ARN or name")->type_name("");
  command->add_option("--status", executions_.status, "Only RUNNING, SUCCEEDED, FAILED, …")
      ->type_name("STATUS");
  add_limit(command, executions_.limit, "At most N", 100);
  add_server(command, executions_.server);
  command->callback([this] { chosen_ = executions_; });
}

void ServerCommandLine::add_logs(CLI::App& app) {
  auto* command = app.add_subcommand("logs", "Show what a function logged");
  command->footer(kLogsFooter);
  command->add_option("FUNCTION", logs_.function, "Such as image_processor")
      ->required()
      ->type_name("");
  command->add_flag("-f,--follow", logs_.follow, "Go on with what comes, until Ctrl-C");
  add_limit(command, logs_.limit, "Begin with the last N lines, up to 1000", 1000);
  add_server(command, logs_.server);
  command->callback([this] { chosen_ = logs_; });
}

void ServerCommandLine::add_replay(CLI::App& app) {
  auto* command = app.add_subcommand("replay", "Deliver archived events of a time again");
  command->footer(kReplayFooter);
  command->add_option("--from", replay_.from, "Start, such as 2026-11-25T08:00:00Z")
      ->required()
      ->type_name("TIME");
  command->add_option("--to", replay_.to, "End (not included); default: now")->type_name("TIME");
  command->add_flag("--wait", replay_.wait, "Wait until all are delivered");
  add_server(command, replay_.server);
  command->callback([this] { chosen_ = replay_; });
}

}  // namespace helio::cli
