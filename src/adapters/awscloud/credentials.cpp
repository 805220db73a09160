#include "adapters/awscloud/credentials.hpp"

namespace helio::awscloud {

Result<std::optional<Credentials>> made_of(std::optional<std::string> id,
                                           std::optional<std::string> secret,
                                           std::optional<std::string> token,
                                           std::string const& where) {
  if (!id && !secret) return std::nullopt;
  if (id && secret) return Credentials{std::move(*id), std::move(*secret), token.value_or("")};
  return fail(Errc::unauthenticated, "InvalidCredentials",
              where + " has only one of the access key's id and secret; give both.");
}

Result<Credentials> CredentialChain::get() {
  std::scoped_lock const lock(mutex_);
  Timestamp const now = clock_.wall();
  Timestamp const ends =
      current_ ? current_->expires_at.value_or(Timestamp::max()) : Timestamp::min();
  bool const asked_just_now = now < asked_at_ + kRenewalPause;
  if (now + kRenewBefore < ends || (now < ends && asked_just_now)) return *current_;
  asked_at_ = now;
  auto fetched = fetch();
  if (fetched && fetched->expires_at && *fetched->expires_at <= now) {
    fetched = fail(Errc::unauthenticated, "ExpiredToken",
                   "The credentials are over; renew them where they come from.");
  }
  if (fetched) {
    current_ = *fetched;
  } else if (now < ends) {
    return *current_;
  }
  return fetched;
}

void CredentialChain::forget(std::string const& access_key_id) {
  std::scoped_lock const lock(mutex_);
  if (current_ && current_->access_key_id == access_key_id) current_.reset();
}

Result<Credentials> CredentialChain::fetch() const {
  for (auto const& source : sources_) {
    auto found = source();
    if (!found) return fail(found);
    if (*found) return std::move(**found);
  }
  return fail(Errc::unauthenticated, "NoCredentials",
              "There are no AWS credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
              "give a profile or a role.");
}

CredentialSource environment_credentials(Settings const& settings) {
  return [&settings] {
    return made_of(settings.variable("AWS_ACCESS_KEY_ID"),
                   settings.variable("AWS_SECRET_ACCESS_KEY"),
                   settings.variable("AWS_SESSION_TOKEN"), "The environment");
  };
}

std::vector<CredentialSource> credential_sources(Settings const& settings,
                                                 Transport const& transport, Clock const& clock) {
  return {environment_credentials(settings), profile_credentials(settings, transport, clock),
          container_credentials(settings, transport), instance_credentials(settings, transport)};
}

}  // namespace helio::awscloud
