import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, loadEnv } from "vite";
import solid from "vite-plugin-solid";
import { budget } from "./build/budget.ts";
import { firstPaint } from "./build/first-paint.ts";
import { together } from "./build/together.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig(({ mode }) => ({
  root: folder,
  base: "/",
  plugins: [
    solid(),
    tailwindcss(),
    firstPaint({ script: "src/theme/first-paint.js", font: /^inter-latin-wght/ }),
    mode !== "gallery" &&
      budget({
        // Bytes of JavaScript, as served to who knows gzip alone, that a browser fetches before the page shows.
        "/sign-in": { limit: 60_000, modules: ["src/routes/sign-in.tsx"] },
        "/schools": { limit: 120_000, modules: ["src/shell/shell.tsx", "src/routes/schools/index.tsx"] },
      }),
  ],
  build: {
    outDir: "../../dist/admin",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome123", "edge123", "firefox128", "safari17.5"],
    // The policy of the pages allows no data: URLs but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        hashCharacters: "base36",
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: together(folder) }] },
      },
      checks: { bundlerTimings: false },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/trpc", "/api", "/docs", "/openapi.json", "/static", "/password-reset"].map((path) => [
        path,
        // The host is kept: it names the school, and origins are checked against it.
        {
          target: loadEnv(mode, folder, "PEPRO_API_URL").PEPRO_API_URL ?? "http://localhost:8000",
          changeOrigin: false,
        },
      ]),
    ),
  },
}));
