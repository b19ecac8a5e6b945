/** Addresses of the window, kept in the hash: back and forward work, and nothing is ever locked. */
import { announcer } from "../domain/announce.svelte";

export type TenderScreen = "dashboard" | "needs" | "facts" | "obligations" | "calendar" | "clauses" | "criteria" | "export" | "documents" | "review" | "letter";

/** The library of the catalogue, the organisation's own clauses, one of them, a new one, packs. */
export type LibraryPart = "own" | "write" | "packs";

export type Route =
  | { screen: "home" }
  | { screen: "tenders" }
  | { screen: "library"; part?: LibraryPart; detail?: string }
  | { screen: "figures"; year?: number; part?: string }
  | { screen: "sharing" }
  | { screen: "organisation" }
  | { screen: "news" }
  | { screen: "settings" }
  | { screen: "help" }
  | { screen: "tender"; id: string; part: TenderScreen; detail: string | null };

const PARTS: readonly TenderScreen[] = ["dashboard", "needs", "facts", "obligations", "calendar", "clauses", "criteria", "export", "documents", "review", "letter"];
const LIBRARY_PARTS: readonly LibraryPart[] = ["own", "write", "packs"];
const PLACES = ["home", "tenders", "library", "sharing", "organisation", "news", "settings", "help"] as const;

/** Reads an address; what it does not know is the home screen. */
export function read(hash: string): Route {
  const [first = "", id = "", part = "", detail] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (first === "tender" && id) {
    return { screen: "tender", id, part: PARTS.find((known) => known === part) ?? "dashboard", detail: detail ?? null };
  }
  const own = LIBRARY_PARTS.find((known) => known === id);
  if (first === "library" && own) return { screen: "library", part: own, ...(part === "" ? {} : { detail: part }) };
  if (first === "figures") return figures(id, part);
  return { screen: PLACES.find((known) => known === first) ?? "home" };
}

/** A year that is none is the latest one. */
function figures(year: string, part: string): Route {
  if (!/^\d{4}$/.test(year)) return { screen: "figures" };
  return { screen: "figures", year: Number(year), ...(part ? { part } : {}) };
}

/** Writes the address of a route. */
export function address(route: Route): string {
  if (route.screen === "library" && route.part) return `#/library/${[route.part, ...(route.detail ? [route.detail] : [])].map(encodeURIComponent).join("/")}`;
  if (route.screen === "figures") return ["#/figures", route.year, route.part].filter((one) => one !== undefined).join("/");
  if (route.screen !== "tender") return `#/${route.screen}`;
  const parts = [route.id, route.part, ...(route.detail === null ? [] : [route.detail])];
  return `#/tender/${parts.map(encodeURIComponent).join("/")}`;
}

function screenOf(route: Route): string {
  if (route.screen === "tender") return `${route.id}/${route.part}`;
  if (route.screen === "figures") return `figures/${route.part ?? ""}`;
  if (route.screen !== "library") return route.screen;
  // A new clause that is kept stays in the editor, under its name.
  return route.detail || route.part === "write" ? "library/editor" : `library/${route.part ?? ""}`;
}

class Router {
  current = $state<Route>(read(window.location.hash));

  constructor() {
    window.addEventListener("hashchange", () => {
      const next = read(window.location.hash);
      // What a screen has said goes with it; a detail of the same screen takes nothing away.
      if (screenOf(next) !== screenOf(this.current)) announcer.clear();
      this.current = next;
    });
  }

  go(route: Route): void {
    window.location.hash = address(route);
  }

  /** Goes to a part of a tender. */
  part(id: string, part: TenderScreen, detail: string | null = null): void {
    this.go({ screen: "tender", id, part, detail });
  }
}

export const router = new Router();
