/**
 * What the page of the interactive reference may do: run the scripts of this server, read its document, and make styles
 * of its own, as its library does. It can send nothing elsewhere.
 */
export const referencePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

export const referenceHtml = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Purser API</title><link rel="alternate" type="text/markdown" href="/docs.md"></head><body>
<noscript><p><a href="/docs/reference">The reference as one page without scripts</a></p></noscript>
<div id="reference"></div><script src="/docs/scalar.js"></script><script src="/docs/start.js"></script>
</body></html>`;

/** Nobody types an API key into this page: calls are shown, and made elsewhere. */
export const startScript = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/openapi.json',
  hideTestRequestButton: true,
  hideClientButton: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  documentDownloadType: 'json',
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})});`;
