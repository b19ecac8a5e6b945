/** A fresh Debian has the letters of Liberation alone: whatever else the window writes comes from our own few signs. */
import { describe, expect, it } from "vitest";
import base from "./base.css?raw";

const sources = import.meta.glob<string>(["../**/*.{ts,svelte}", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });
/** Signs past the Latin letters that Liberation draws. */
const LIBERATION = "–—‘’“”…•‹›←↑→↓−≤≥≈▲►▼◄●○€";

function ours(): [number, number][] {
  const range = /unicode-range: ([^;]+);/.exec(base)?.[1] ?? "";
  return [...range.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from = "", to = from]) => [parseInt(from, 16), parseInt(to, 16)]);
}

function isDrawn(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x180 || LIBERATION.includes(sign) || ours().some(([from, to]) => code >= from && code <= to);
}

describe("the signs of the window", () => {
  it("are all drawn, whatever letters the computer has", () => {
    const missing = Object.entries(sources).flatMap(([file, text]) => [...text].filter((sign) => !isDrawn(sign)).map((sign) => `${file} ${sign}`));
    expect(Object.keys(sources).length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });
});
