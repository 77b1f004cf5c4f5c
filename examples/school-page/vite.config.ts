import { env } from "node:process";
import { defineConfig } from "vite";

/** The server that answers for the schools. */
const server = env.PEPRO_SERVER ?? "http://127.0.0.1:8000";

// The host goes through as the browser sent it: it chooses the school.
const passed = { target: server, changeOrigin: false };

export default defineConfig({
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    proxy: { "/trpc": passed, "/static": passed },
  },
  build: { target: "es2022" },
  plugins: [
    {
      name: "school-address",
      configureServer(vite) {
        const print = vite.printUrls;
        vite.printUrls = () => {
          print();
          vite.config.logger.info(`  ➜  Lycée:   http://lycee-hugo.localhost:${vite.config.server.port}/`);
        };
      },
    },
  ],
});
