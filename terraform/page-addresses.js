// Runs at CloudFront for each request that is not of the API. What has no dot in its last part is
// an address within the page, not a file. What is no address of the page gets a problem, as from a
// server: the page then knows that this part of `helio serve` is not here.
function handler(event) {
  var request = event.request;
  if (request.uri === '/' || request.uri === '/app') {
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: '/app/' } },
    };
  }
  if (!request.uri.startsWith('/app/')) {
    return {
      statusCode: 404,
      statusDescription: 'Not Found',
      headers: {
        'content-type': { value: 'application/problem+json' },
        'cache-control': { value: 'no-store' },
      },
      body: {
        encoding: 'text',
        data: JSON.stringify({
          type: 'about:blank',
          title: 'Not Found',
          status: 404,
          code: 'NotFound',
          detail: 'This deployment has no such resource.',
        }),
      },
    };
  }
  if (request.uri.lastIndexOf('.') < request.uri.lastIndexOf('/')) request.uri = '/app/index.html';
  return request;
}
