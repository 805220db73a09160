// Where the REST API is: the origin of this page, or what scripts/update-frontend-config.sh wrote for
// AWS: into <meta> of the built index.html, or for `npm run dev` into the environment.

function named(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="heliograph-api"]');
  const developed: unknown = import.meta.env.DEV && import.meta.env.VITE_HELIOGRAPH_API;
  const address = typeof developed === 'string' ? developed : (meta?.content ?? '');
  return address.trim().replace(/\/+$/, '');
}

export const apiUrl = named() || window.location.origin;
