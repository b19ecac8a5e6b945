import { describe, expect, it, vi } from "vitest";

vi.mock("../ipc/bindings", () => ({ commands: {} }));

import type { Line } from "../ipc";
import { matches, stateOf } from "./lines";

const line = (over: Partial<Line>): Line =>
  ({ obligation: "exec-social", title: "Prévoir une condition d’exécution sociale", because: "Le besoin dépasse 5 404 000 €.", needs: null, outcome: "applies", satisfied: "no", sources: [{ text: "Code de la commande publique", article: "L2112-2-1" }], ...over }) as Line;

describe("a line of the assessment", () => {
  it.each([
    [{ outcome: "applies", satisfied: "no" }, "to_treat"],
    [{ outcome: "applies", satisfied: "partly" }, "to_treat"],
    [{ outcome: "applies", satisfied: "yes" }, "covered"],
    [{ outcome: "applies", satisfied: "waived" }, "covered"],
    [{ outcome: "applies", satisfied: "not_assessed" }, "to_follow"],
    [{ outcome: "to_verify", satisfied: "no" }, "to_confirm"],
    [{ outcome: "undetermined", satisfied: "not_assessed" }, "to_confirm"],
    [{ outcome: "lever", satisfied: "no" }, "lever"],
    [{ outcome: "not_applicable", satisfied: "not_assessed" }, "not_applicable"],
  ] as const)("%o is sorted under %s", (over, expected) => {
    expect(stateOf(line(over))).toBe(expected);
  });

  it("is found by words without accents, in any order, in its title, its reason, its articles", () => {
    for (const typed of ["condition sociale", "EXECUTION prevoir", "l2112-2", "5 404 000", "d'exécution", ""]) {
      expect(matches(line({}), typed), typed).toBe(true);
    }
    expect(matches(line({}), "sociale véhicule")).toBe(false);
  });
});
