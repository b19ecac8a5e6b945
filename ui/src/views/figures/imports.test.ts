import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands, type IntakeLine } from "../../ipc";
import Imports from "./Imports.svelte";

const line: IntakeLine = {
  what: "Dépenses 2026",
  file: "finances.csv",
  on: "25 novembre 2026",
  lines: 2,
  aside: 1,
  said: "2 lignes, 1 mise de côté",
  sum: "1 734,56 €",
  last: true,
};

const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });

beforeEach(() => vi.restoreAllMocks());

describe("tables of other services", () => {
  it("says what was taken, what was left aside, and what counts now", async () => {
    vi.spyOn(commands, "intakeState").mockImplementation(() => ok([]));
    const take = vi.spyOn(commands, "importIntake").mockImplementation(() => ok({ sentences: ["2 lignes reprises, 1 mise de côté.", "Ligne 4 : …"], lines: [line] }));
    const changed = vi.fn();
    render(Imports, { changed });
    expect(screen.queryByRole("button", { name: "Annuler le dernier import" })).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: /Choisir le fichier/ }));
    await waitFor(() => expect(screen.getByRole("rowheader", { name: "Dépenses 2026" })).toBeTruthy());
    expect(take).toHaveBeenCalledWith("spend", null);
    expect(screen.getByRole("group", { name: "Résultat" }).textContent).toContain("Ligne 4");
    expect(changed).toHaveBeenCalledOnce();
  });

  it("asks the day of a list, and of a list only", async () => {
    vi.spyOn(commands, "intakeState").mockImplementation(() => ok([line]));
    const take = vi.spyOn(commands, "importIntake").mockImplementation(() => ok(null));
    render(Imports, {});
    expect(screen.queryByLabelText("Jour de la liste")).toBeNull();
    await fireEvent.change(screen.getByLabelText("Contenu du tableau"), { target: { value: "esat" } });
    await fireEvent.change(screen.getByLabelText("Jour de la liste"), { target: { value: "2026-01-01" } });
    await fireEvent.click(screen.getByRole("button", { name: /Choisir le fichier/ }));
    await waitFor(() => expect(take).toHaveBeenCalledWith("esat", "2026-01-01"));
  });

  it("takes the last file back", async () => {
    vi.spyOn(commands, "intakeState").mockImplementation(() => ok([line]));
    vi.spyOn(commands, "undoIntake").mockImplementation(() => ok({ sentences: ["Annulé : Dépenses 2026."], lines: [] }));
    render(Imports, {});
    await fireEvent.click(await screen.findByRole("button", { name: "Annuler le dernier import" }));
    await waitFor(() => expect(screen.getByText("Aucun tableau n’a encore été importé.")).toBeTruthy());
  });
});
