// bootstrap: what AWS Lambda starts. Runs bin/heliograph-lambda with the loader and the libraries
// that lie beside it, so that the system's own, which are older, have no part in it.
//
// Linked statically: it runs in a root folder that holds nothing but the package.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <unistd.h>

namespace {

// The folder that it was started from; Lambda says it too.
std::string package_folder(char const* started_as) {
  char const* const slash = started_as == nullptr ? nullptr : std::strrchr(started_as, '/');
  if (slash != nullptr) return {started_as, slash};
  char const* const root = std::getenv("LAMBDA_TASK_ROOT");
  return root == nullptr ? "." : root;
}

}  // namespace

int main(int count, char** words) {
  std::string const folder = package_folder(words[0]);
  std::string libraries = folder + "/lib";
  std::string loader = libraries + "/" HELIO_LOADER;
  std::string option = "--library-path", program = folder + "/bin/heliograph-lambda";
  // The certificates that are trusted, libvips' decoders and the models lie in the package.
  setenv("SSL_CERT_FILE", (folder + "/etc/ca-certificates.crt").c_str(), 0);
  setenv("VIPSHOME", folder.c_str(), 0);
  setenv("HELIO_PACK", (folder + "/models").c_str(), 0);
  std::vector<char*> command = {loader.data(), option.data(), libraries.data(), program.data()};
  command.insert(command.end(), words + std::min(count, 1), words + count);
  command.push_back(nullptr);
  execv(loader.c_str(), command.data());
  std::perror(loader.c_str());
  return 127;
}
