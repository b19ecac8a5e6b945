/** Rules of the house that a reading would miss: they hold for every component. */
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";
import { KNOWN } from "./app/media";
import base from "./styles/base.css?raw";

const components: Record<string, string> = import.meta.glob("./**/*.svelte", { query: "?raw", import: "default", eager: true });
const modules: Record<string, string> = import.meta.glob(["./**/*.ts", "!./**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Node {
  type?: string;
  name?: string;
  [key: string]: unknown;
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) visit(node as Node);
  for (const child of Object.values(node)) walk(child, visit);
}

/** Attributes that a person reads or hears. */
const SPOKEN = new Set(["aria-label", "title", "placeholder", "alt", "label", "hint", "echo", "fault", "word", "confirm"]);
const hasWords = (text: string) => /\p{L}{2,}/u.test(text);

function phrases(source: string): string[] {
  const found: string[] = [];
  walk(parse(source, { modern: true }).fragment, (node) => {
    if (node.type === "Text" && hasWords(String(node.data))) found.push(String(node.data).trim());
    if (node.type === "Attribute" && Array.isArray(node.value) && !SPOKEN.has(node.name ?? "")) {
      // A class or an identifier is no phrase: its text is taken back.
      walk(node.value, (part) => {
        const at = part.type === "Text" ? found.indexOf(String(part.data).trim()) : -1;
        if (at >= 0) found.splice(at, 1);
      });
    }
  });
  // The text of an attribute is met after the attribute itself.
  const attributes = new Set<string>();
  walk(parse(source, { modern: true }).fragment, (node) => {
    if (node.type === "Attribute" && Array.isArray(node.value) && !SPOKEN.has(node.name ?? "")) {
      walk(node.value, (part) => part.type === "Text" && attributes.add(String(part.data).trim()));
    }
  });
  return found.filter((phrase) => !attributes.has(phrase));
}

/** Directives of Svelte that write style attributes, which the policy of the window refuses. */
function styles(source: string): string[] {
  const found: string[] = [];
  walk(parse(source, { modern: true }).fragment, (node) => {
    const isStyle = node.type === "StyleDirective" || (node.type === "Attribute" && node.name === "style");
    const isMotion = ["TransitionDirective", "AnimateDirective"].includes(node.type ?? "");
    if (isStyle || isMotion) found.push(`${node.type} ${node.name ?? ""}`);
    if (node.type === "HtmlTag") found.push("{@html}");
  });
  return found;
}

describe.each(Object.entries(components))("%s", (_, source) => {
  it("holds no phrase: they are in i18n/fr", () => {
    expect(phrases(source)).toEqual([]);
  });

  it("writes no style attribute, moves nothing and renders no markup", () => {
    expect(styles(source)).toEqual([]);
  });
});

describe("the rules can fail", () => {
  it("on a phrase in the text or in what is spoken", () => {
    expect(phrases("<p>Bonjour</p>")).toEqual(["Bonjour"]);
    expect(phrases('<input aria-label="Objet du marché" class="grand" />')).toEqual(["Objet du marché"]);
  });

  it("on a style attribute or a transition", () => {
    expect(styles('<p style="color: red">{1}</p>')).toHaveLength(1);
    expect(styles("<script>import { fade } from 'svelte/transition';</script><p transition:fade>{1}</p>")).toHaveLength(1);
  });
});

describe("only ipc talks to Rust", () => {
  const talking = Object.entries(modules).filter(([path, source]) => source.includes("@tauri-apps/api") && !path.startsWith("./ipc/"));
  it("no other module imports its bridge", () => {
    expect(talking.map(([path]) => path)).toEqual([]);
    expect(Object.values(components).filter((source) => source.includes("@tauri-apps/api"))).toEqual([]);
  });
});

describe("no figure of law in the interface", () => {
  // Amounts above a thousand and articles belong to the catalogue; examples of typing have their own list.
  // 301 549 is the number of a standard.
  const EXAMPLES = ["150 000", "35 000", "6 000 000", "301 549"];
  it.each(Object.entries(modules).filter(([path]) => path.includes("i18n")))("%s", (_, source) => {
    const written = source.match(/\d{1,3}( \d{3})+/g) ?? [];
    expect(written.filter((amount) => !EXAMPLES.includes(amount))).toEqual([]);
    expect(source).not.toMatch(/\b[LRD]\. ?\d{4}/);
  });
});

it("every size that a style asks about is followed by the window", () => {
  const asked = [base, ...Object.values(components)].flatMap((text) => [...text.matchAll(/\((?:min|max)-(?:width|height): [^)]+\)/g)].map(([query]) => query));
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((query) => !KNOWN.includes(query))).toEqual([]);
});
