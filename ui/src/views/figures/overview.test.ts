import { render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commands, type FiguresView } from "../../ipc";
import Overview from "./Overview.svelte";

const view = (contracts: number, lines: number): FiguresView => ({
  year: 2026,
  years: [2026],
  coverage: {
    replicas: 1,
    tenders: contracts,
    contracts,
    without_amount: 0,
    set_aside: 0,
    excluded_rows: 0,
    oldest_publication: null,
    spend: { lines, set_aside: 0, lists: [], missing_lists: [] },
  },
  coverage_sentences: ["Couverture."],
  cards: [],
  uncounted: [],
});

afterEach(() => vi.restoreAllMocks());

describe("the overview of a year", () => {
  it.each([
    [0, 0, true],
    [0, 12, false],
    [3, 0, false],
  ])("with %d contracts and %d payments, says that it is empty: %s", async (contracts, lines, empty) => {
    vi.spyOn(commands, "figuresView").mockImplementation(() => Promise.resolve({ status: "ok" as const, data: view(contracts, lines) }));
    render(Overview, { year: 2026 });
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
    expect(screen.queryByRole("heading", { name: /Aucun marché notifié connu/ }) !== null).toBe(empty);
    expect(screen.queryByRole("heading", { name: "Sur quoi reposent ces chiffres" }) === null).toBe(empty);
  });
});
