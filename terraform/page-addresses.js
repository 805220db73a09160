// Runs at CloudFront for each request to the page's files. What has no dot in its last part is an
// address within the page, not a file.
function handler(event) {
  var request = event.request;
  if (!request.uri.startsWith('/app/')) {
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: '/app/' } },
    };
  }
  if (request.uri.lastIndexOf('.') < request.uri.lastIndexOf('/')) request.uri = '/app/index.html';
  return request;
}
