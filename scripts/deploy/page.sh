# shellcheck shell=bash
# Sourced by deploy.sh: builds the page, tells it where the API is, and puts it into its bucket.

put_page() {
  local bucket files="$HELIO_SOURCE/build/web/dist"
  bucket=$(output_of frontend_bucket)
  if [[ -z "$bucket" ]]; then return 0; fi
  say "Page"
  node "$HELIO_SOURCE/web/scripts/build.mjs" >/dev/null || die "the page could not be built."
  "$HELIO_SOURCE/scripts/update-frontend-config.sh" --page "$files" \
    --outputs <(in_terraform output -json)
  # Files with a hash in their name never change; index.html says which of them count.
  aws s3 sync "$files" "s3://$bucket/app/" --only-show-errors --exclude index.html \
    --cache-control 'public, max-age=31536000, immutable'
  aws s3 cp "$files/index.html" "s3://$bucket/app/index.html" --only-show-errors \
    --cache-control no-cache
  aws cloudfront create-invalidation --distribution-id "$(output_of frontend_distribution_id)" \
    --paths '/app/index.html' >/dev/null
}
