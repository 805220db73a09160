// Where the REST API is: the origin of this page, or what index.html's <meta> names ("the same build
// works against AWS": scripts/update-frontend-config.sh writes the address there).

function named(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="heliograph-api"]');
  return (meta?.content ?? '').trim().replace(/\/+$/, '');
}

export const apiUrl = named() || window.location.origin;
