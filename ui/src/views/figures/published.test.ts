import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands, type PublishedShown } from "../../ipc";
import Published from "./Published.svelte";

const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });
const nothing: PublishedShown = { sentences: [], last: null };
const done: PublishedShown = { sentences: ["2 marchés ajoutés.", "3 : la date de notification manque"], last: "contrats.json – 2 marchés ajoutés" };

beforeEach(() => {
  vi.restoreAllMocks();
  vi.spyOn(commands, "publishedState").mockImplementation(() => ok(nothing));
});

describe("published contracts taken in", () => {
  it("keeps the buyer of the settings, says what was taken or left, and takes it back", async () => {
    const take = vi.spyOn(commands, "importPublished").mockImplementation(() => ok(done));
    vi.spyOn(commands, "undoPublished").mockImplementation(() => ok({ sentences: ["Import annulé."], last: null }));
    render(Published, { siren: "200054807" });
    await fireEvent.click(screen.getByRole("button", { name: "Choisir le fichier de marchés" }));
    await waitFor(() => expect(screen.getByRole("group", { name: /Résultat de l’import/ }).textContent).toContain("la date de notification"));
    expect(take).toHaveBeenCalledWith("200054807");
    await fireEvent.click(await screen.findByRole("button", { name: /Annuler l’import des marchés/ }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /Annuler l’import des marchés/ })).toBeNull());
  });

  it("shows how far it is and can be stopped", async () => {
    let finish: (value: { status: "ok"; data: PublishedShown }) => void = () => undefined;
    vi.spyOn(commands, "importPublished").mockImplementation(() => new Promise((resolve) => (finish = resolve)) as never);
    vi.spyOn(commands, "publishedProgress").mockResolvedValue({ running: true, done: 3, total: 10 });
    const stop = vi.spyOn(commands, "stopPublished").mockResolvedValue(null as never);
    render(Published, {});
    await fireEvent.click(screen.getByRole("button", { name: "Choisir le fichier de marchés" }));
    const bar = await screen.findByRole("progressbar");
    expect(bar.getAttribute("max")).toBe("10");
    await fireEvent.click(screen.getByRole("button", { name: "Arrêter l’import" }));
    expect(stop).toHaveBeenCalledOnce();
    finish({ status: "ok", data: nothing });
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });

  it("refuses what is no SIREN before any file is chosen", async () => {
    const take = vi.spyOn(commands, "importPublished").mockImplementation(() => ok(done));
    render(Published, {});
    const siren = screen.getByLabelText("SIREN de l’acheteur");
    await fireEvent.input(siren, { target: { value: "2000" } });
    await fireEvent.blur(siren);
    await fireEvent.click(screen.getByRole("button", { name: "Choisir le fichier de marchés" }));
    await waitFor(() => expect(screen.getByText(/neuf chiffres\./)).toBeTruthy());
    expect(take).not.toHaveBeenCalled();
  });
});
