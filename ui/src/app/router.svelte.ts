/** Addresses of the window, kept in the hash: back and forward work, and nothing is ever locked. */

export type TenderScreen = "dashboard" | "needs" | "facts" | "obligations" | "clauses" | "criteria" | "export" | "documents" | "letter";

export type Route =
  | { screen: "home" }
  | { screen: "tenders" }
  | { screen: "library" }
  | { screen: "sharing" }
  | { screen: "settings" }
  | { screen: "help" }
  | { screen: "tender"; id: string; part: TenderScreen; detail: string | null };

const PARTS: readonly TenderScreen[] = ["dashboard", "needs", "facts", "obligations", "clauses", "criteria", "export", "documents", "letter"];
const PLACES = ["home", "tenders", "library", "sharing", "settings", "help"] as const;

/** Reads an address; what it does not know is the home screen. */
export function read(hash: string): Route {
  const [first = "", id = "", part = "", detail] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (first === "tender" && id) {
    return { screen: "tender", id, part: PARTS.find((known) => known === part) ?? "dashboard", detail: detail ?? null };
  }
  return { screen: PLACES.find((known) => known === first) ?? "home" };
}

/** Writes the address of a route. */
export function address(route: Route): string {
  if (route.screen !== "tender") return `#/${route.screen}`;
  const parts = [route.id, route.part, ...(route.detail === null ? [] : [route.detail])];
  return `#/tender/${parts.map(encodeURIComponent).join("/")}`;
}

class Router {
  current = $state<Route>(read(window.location.hash));

  constructor() {
    window.addEventListener("hashchange", () => {
      this.current = read(window.location.hash);
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
