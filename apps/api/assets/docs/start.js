SwaggerUIBundle({
  url: `/openapi.json?lang=${document.documentElement.lang}`,
  dom_id: "#ui",
  deepLinking: true,
  tryItOutEnabled: true,
});
