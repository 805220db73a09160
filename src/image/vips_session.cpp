#include "image/vips_session.hpp"

namespace helio::image {
namespace {

void ignore_log(char const* /*domain*/, GLogLevelFlags /*level*/, char const* /*message*/,
                void* /*data*/) {}

// Each thread that used libvips has to say so before it ends, or its buffers are lost.
struct ThreadEnd {
  ThreadEnd() = default;
  ThreadEnd(ThreadEnd const&) = delete;
  ThreadEnd& operator=(ThreadEnd const&) = delete;
  ~ThreadEnd() { vips_thread_shutdown(); }
};

bool start_once() {
  // Warnings of codecs would reach the user's terminal; the errors reach them as ours.
  g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION),
                    ignore_log, nullptr);
  if (vips_init("helio") != 0) return false;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  return true;
}

}  // namespace

bool start_vips() {
  static bool const started = start_once();
  thread_local const ThreadEnd end;
  return started;
}

}  // namespace helio::image
