#include "helio/command_line.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

Command read(std::vector<char const*> words) {
  words.insert(words.begin(), "helio");
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Command command = read_command_line(static_cast<int>(words.size()), words.data());
  testing::internal::GetCapturedStdout();
  testing::internal::GetCapturedStderr();
  return command;
}

TEST(CommandLine, MistakesAreUsageErrorsAndHelpIsNone) {
  struct Row {
    std::vector<char const*> words;
    ExitStatus want;
  };
  Row const rows[] = {
      {{}, kUsage},
      {{"analyze"}, kUsage},
      {{"analize", "a.jpg"}, kUsage},
      {{"analyze", "a.jpg", "--colour"}, kUsage},
      {{"analyze", "a.jpg", "--json", "--table"}, kUsage},
      {{"analyze", "a.jpg", "--json", "--jsonl"}, kUsage},
      {{"analyze", "a.jpg", "--features", "cats"}, kUsage},
      {{"analyze", "a.jpg", "--features", "labels,"}, kUsage},
      {{"analyze", "a.jpg", "--min-confidence", "101"}, kUsage},
      {{"analyze", "a.jpg", "--min-confidence", "much"}, kUsage},
      {{"analyze", "a.jpg", "--max-labels", "0"}, kUsage},
      {{"analyze", "a.jpg", "--max-bytes", "-1"}, kUsage},
      {{"analyze", "a.jpg", "--jobs", "65"}, kUsage},
      {{"models"}, kUsage},
      {{"models", "add"}, kUsage},
      {{"models", "bench", "--runs", "0"}, kUsage},
      {{"--help"}, kDone},
      {{"analyze", "--help"}, kDone},
      {{"--version"}, kDone},
  };
  for (Row const& row : rows) {
    Command const command = read(row.words);
    auto const* status = std::get_if<ExitStatus>(&command);
    ASSERT_NE(status, nullptr) << (row.words.empty() ? "" : row.words.back());
    EXPECT_EQ(*status, row.want) << (row.words.empty() ? "" : row.words.back());
  }
}

std::string help_of(std::vector<char const*> words) {
  words.insert(words.begin(), "helio");
  words.push_back("--help");
  testing::internal::CaptureStdout();
  (void)read_command_line(static_cast<int>(words.size()), words.data());
  return testing::internal::GetCapturedStdout();
}

TEST(CommandLine, HelpHasExamplesOfItsOwnWithin80Columns) {
  struct Row {
    std::vector<char const*> words;
    char const* example;  // null: it has none
  };
  Row const rows[] = {
      {{}, "  helio analyze"},
      {{"analyze"}, "  helio analyze"},
      {{"models"}, "  helio models"},
      {{"models", "add"}, "  helio models"},
      {{"serve"}, "  helio serve"},
      {{"upload"}, "  helio upload"},
      {{"results"}, "  helio results"},
      {{"executions"}, "  helio executions"},
      {{"logs"}, "  helio logs"},
      {{"replay"}, "  helio replay"},
      {{"env"}, "  eval"},
      {{"keys"}, "  helio keys"},
      {{"keys", "create"}, "  helio keys"},
      {{"backup"}, "  helio backup"},
      {{"config"}, "  helio config"},
      {{"config", "check"}, "  helio config"},
      {{"version"}, nullptr},
  };
  for (Row const& row : rows) {
    auto const help = help_of(row.words);
    SCOPED_TRACE(help);
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
    auto const at = help.find("\nExample");
    EXPECT_EQ(at != std::string::npos, row.example != nullptr);
    if (row.example == nullptr || at == std::string::npos) continue;
    auto const first = help.find("\n  ", at) + 1;
    EXPECT_EQ(help.compare(first, std::string(row.example).size(), row.example), 0);
  }
}

TEST(CommandLine, AnalyzeTakesFilesAndOptionsInAnyOrder) {
  Command const command =
      read({"analyze", "--features", "labels,text",  "a.jpg", "--min-confidence",
            "80",      "-",          "--max-labels", "7",     "--pack",
            "one",     "b",          "--pack",       "two",   "--annotate",
            "out",     "--jsonl",    "--max-side",   "500",   "--exclude-labels",
            "Dog,Cat"});
  auto const* arguments = std::get_if<AnalyzeArguments>(&command);
  ASSERT_NE(arguments, nullptr);
  EXPECT_EQ(arguments->files, (std::vector<std::string>{"a.jpg", "-", "b"}));
  EXPECT_TRUE(arguments->options.features.labels && arguments->options.features.text);
  EXPECT_FALSE(arguments->options.features.faces || arguments->options.features.moderation ||
               arguments->options.features.properties);
  EXPECT_EQ(arguments->options.labels.confidence_min, 80);
  EXPECT_EQ(arguments->options.moderation_confidence_min, 80);
  EXPECT_EQ(arguments->options.labels.labels_max, 7U);
  EXPECT_EQ(arguments->options.labels.exclude_labels, (std::vector<std::string>{"Dog", "Cat"}));
  EXPECT_EQ(arguments->packs, (std::vector<std::filesystem::path>{"one", "two"}));
  EXPECT_EQ(arguments->annotate_folder, "out");
  EXPECT_EQ(arguments->output, Output::jsonl);
  EXPECT_EQ(arguments->options.limits.side_px_max, 500);
}

TEST(CommandLine, DefaultsAreRekognitions) {
  Command const command = read({"analyze", "a.jpg"});
  auto const* arguments = std::get_if<AnalyzeArguments>(&command);
  ASSERT_NE(arguments, nullptr);
  EXPECT_EQ(arguments->options.labels.confidence_min, 55);
  EXPECT_EQ(arguments->options.moderation_confidence_min, 50);
  EXPECT_TRUE(arguments->options.features.properties);
  EXPECT_EQ(arguments->output, Output::automatic);
}

TEST(CommandLine, ModelsActionsTable) {
  struct Row {
    std::vector<char const*> words;
    ModelsAction want;
  };
  Row const rows[] = {{{"models", "list", "--json"}, ModelsAction::list},
                      {{"models", "check"}, ModelsAction::check},
                      {{"models", "bench", "--runs", "3"}, ModelsAction::bench},
                      {{"models", "add", "folder", "--force"}, ModelsAction::add}};
  for (Row const& row : rows) {
    Command const command = read(row.words);
    auto const* arguments = std::get_if<ModelsArguments>(&command);
    ASSERT_NE(arguments, nullptr) << row.words[1];
    EXPECT_EQ(arguments->action, row.want) << row.words[1];
  }
}

}  // namespace
}  // namespace helio::cli
