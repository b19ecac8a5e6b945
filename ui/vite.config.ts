import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    target: "es2022",
    // The policy of the window allows no inline script or data font: everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The colours are read by a test: without this, styles are empty in tests.
  test: { css: true, environment: "jsdom", include: ["src/**/*.test.ts"] },
});
