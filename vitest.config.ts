import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

/** Every test talks to one throw-away PostgreSQL per run; each suite makes its own database in it. */
export default defineConfig({
  test: {
    globalSetup: ["tests/harness/postgres.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/**/*.test.ts", "apps/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["apps/admin/**", "**/node_modules/**"],
        },
      },
      {
        plugins: [solid()],
        resolve: { conditions: ["development", "browser"] },
        test: {
          name: "admin",
          environment: "jsdom",
          environmentOptions: { jsdom: { url: "http://localhost/" } },
          include: ["apps/admin/**/*.test.{ts,tsx}"],
          // Whatever imports Solid: left to Node, it would get a second one, which shares no context with the first.
          server: { deps: { inline: [/node_modules\/(?:@?solid|lucide-solid|@kobalte|@corvu)/] } },
          restoreMocks: true,
        },
      },
      { extends: true, test: { name: "system", include: ["tests/**/*.test.ts"] } },
    ],
  },
});
