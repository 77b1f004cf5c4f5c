import type { Language } from "@pepro/contracts";

const TEXTS = {
  fr: { title: "Documentation de l'API · PeproScolaire", noScript: "Cette page a besoin de JavaScript :" },
  en: { title: "API documentation · PeproScolaire", noScript: "This page needs JavaScript:" },
} as const;

/** Swagger UI, served from here: nothing is fetched from elsewhere. */
export function docsPage(language: Language): string {
  const { title, noScript } = TEXTS[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="ui"></div>
<noscript><p>${noScript} <a href="/openapi.json?lang=${language}">openapi.json</a></p></noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>`;
}
