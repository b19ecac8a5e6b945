/** Every pair of text and background of the tokens is readable, in light and in dark. */
import { describe, expect, it } from "vitest";
import tokens from "./tokens.css?raw";

type Colours = Record<string, string>;

function theme(which: 0 | 1): Colours {
  const found = [...tokens.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
  return Object.fromEntries(found.map(([, name, light, dark]) => [name, which === 0 ? light : dark])) as Colours;
}

/** Relative luminance of WCAG 2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = ["environment", "anti-discrimination", "insertion", "air-quality", "biodiversity", "sme-innovation"];
const GROUNDS = ["paper", "sheet", "rail"];
const TEXT: [string, string][] = [
  ...["ink", "ink-soft", "accent", "due", "check", "done"].flatMap((text) => GROUNDS.map((ground): [string, string] => [text, ground])),
  ["accent", "accent-tint"],
  ["ink", "accent-tint"],
  ["ink-soft", "accent-tint"],
  ["on-accent", "accent"],
  ["due", "due-tint"],
  ["ink", "due-tint"],
  ["check", "check-tint"],
  ["done", "done-tint"],
  ...THEMES.flatMap((name): [string, string][] => [
    [`t-${name}`, "sheet"],
    [`t-${name}`, "accent-tint"],
  ]),
];
const MARKS: [string, string][] = GROUNDS.flatMap((ground): [string, string][] => [
  ["line-strong", ground],
  ["focus", ground],
]);

describe.each([
  ["light", theme(0)],
  ["dark", theme(1)],
])("in the %s theme", (_, colours) => {
  const of = (name: string) => {
    const colour = colours[name];
    if (!colour) throw new Error(`tokens.css has no ${name}`);
    return colour;
  };

  it.each(TEXT)("%s reads on %s", (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)("%s shows on %s", (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3);
  });
});

it("measures as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeLessThan(4.5);
});
