import type { Language, ThemeView } from "@pepro/contracts";
import { html, raw } from "hono/html";

type Html = ReturnType<typeof html>;
type Page = {
  language: Language;
  title: string;
  body: Html;
  theme?: ThemeView;
  banner?: Html | undefined;
  /** Seconds after which the page is asked for again. */
  reloadAfter?: number | undefined;
};

const STYLE = `
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#566172;--line:#dde2e9;--accent:#1976d2;--on-accent:#fff}
@media(prefers-color-scheme:dark){:root{--ground:#12161d;--card:#1a2029;--ink:#e8ecf2;--soft:#a3aebd;--line:#2c3542}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;grid-template-rows:auto 1fr;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{border-top:6px solid var(--accent)}main{width:min(46rem,100% - 2rem);margin:auto;padding:3rem 0}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:2rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem;text-wrap:balance}p{margin:.5rem 0;color:var(--soft)}
ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;margin:1.25rem 0 0;padding:0}li{border:1px solid var(--line);border-radius:999px;padding:.3rem .8rem;font-size:.925rem}
a{color:inherit;text-underline-offset:.2em}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}code{font-size:.875em;overflow-wrap:anywhere}`;

const BANNER_STYLE = `
.banner{--ground:#fff3d1;--ink:#4a3200;--line:#8a6100;display:flex;flex-wrap:wrap;gap:.75rem 2rem;align-items:center;justify-content:space-between;padding:.75rem max(1rem,calc(50vw - 23rem));background:var(--ground);color:var(--ink);border-bottom:1px solid var(--line)}
@media(prefers-color-scheme:dark){.banner{--ground:#33280d;--ink:#ffe3a3;--line:#c9a24a}}
.banner div{flex:1 1 18rem;overflow-wrap:anywhere}.banner p{margin:0;color:inherit;font-size:.9375rem}
.banner button{min-height:2.75rem;padding:0 1rem;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit;font:inherit;font-weight:600;cursor:pointer}
.banner button:focus-visible{outline:3px solid currentColor;outline-offset:2px}`;

/** A small server-rendered page, in the school's colour where there is one. */
export function layout({ language, title, body, theme, banner, reloadAfter }: Page) {
  const accent = theme && /^#[0-9a-f]{6}$/i.test(theme.primaryColor) ? `:root{--accent:${theme.primaryColor}}` : "";
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${reloadAfter === undefined ? "" : html`<meta http-equiv="refresh" content="${reloadAfter}">`}
<title>${title}</title>
<style>${raw(STYLE + (banner ? BANNER_STYLE : "") + accent)}</style>
</head>
<body><header>${banner ?? ""}</header><main><div class="card">${body}</div></main></body>
</html>`;
}
