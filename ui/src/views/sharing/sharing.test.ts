import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { ForkView } from "../../ipc";
import Forks from "./Forks.svelte";
import Log from "./Log.svelte";
import PlaceForm from "./PlaceForm.svelte";

const fork: ForkView = {
  id: "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11",
  title: "Groupe scolaire",
  fields: [
    {
      label: "Objet",
      mine: "École",
      theirs: "Groupe scolaire",
      mine_words: [{ text: "École", changed: true }],
      theirs_words: [{ text: "Groupe scolaire", changed: true }],
    },
  ],
  own: true,
};

// The test's page has no layout: nothing ever changes its width.
vi.stubGlobal("ResizeObserver", class {
  observe() {}
  disconnect() {}
});

describe("a double edit", () => {
  it("shows what differs and takes one of three decisions", async () => {
    const decide = vi.fn();
    render(Forks, { forks: [fork], busy: false, decide });
    expect(screen.getByRole("rowheader", { name: "Objet" }).parentElement?.textContent).toContain("École");
    await fireEvent.click(screen.getByRole("button", { name: /Garder celle de ce poste/ }));
    await fireEvent.click(screen.getByRole("button", { name: /Garder l’autre/ }));
    await fireEvent.click(screen.getByRole("button", { name: /Garder les deux/ }));
    expect(decide.mock.calls.map(([, keep]) => keep)).toEqual(["mine", "theirs", "both"]);
  });

  it("does not pretend that a version is of this computer", () => {
    render(Forks, { forks: [{ ...fork, own: false }], busy: false, decide: vi.fn() });
    expect(screen.queryByText("Version de ce poste")).toBeNull();
  });
});

describe("the form of a server", () => {
  it("hands the password over once and forgets it", async () => {
    const link = vi.fn(() => Promise.resolve());
    render(PlaceForm, { busy: false, link });
    await fireEvent.input(screen.getByLabelText("Adresse du dossier"), { target: { value: "nuage.exemple.fr/dav" } });
    await fireEvent.input(screen.getByLabelText("Identifiant"), { target: { value: "anne" } });
    const password = screen.getByLabelText("Mot de passe");
    await fireEvent.input(password, { target: { value: "secret" } });
    await fireEvent.submit(password.closest("form") as HTMLFormElement);
    expect(link).toHaveBeenCalledWith({ address: "webdav+https://nuage.exemple.fr/dav", user: "anne", secret: "secret", plain: false });
    expect((password as HTMLInputElement).value).toBe("");
  });

  it("asks for a yes before an address in clear", async () => {
    render(PlaceForm, { busy: false, link: vi.fn(() => Promise.resolve()) });
    expect(screen.queryByRole("checkbox")).toBeNull();
    await fireEvent.input(screen.getByLabelText("Adresse du dossier"), { target: { value: "http://nuage.exemple.fr/dav" } });
    expect(screen.getByRole("checkbox")).toBeTruthy();
  });
});

describe("the log", () => {
  it("says what was sent and received", () => {
    const log = [{ at: "2026-11-24T12:00:00Z", sentence: "1 fichier envoyé.", sent: ["Crèche"], received: ["Gymnase"], refused: false }];
    render(Log, { log });
    expect(screen.getByText("Crèche")).toBeTruthy();
    expect(screen.getByText("Gymnase")).toBeTruthy();
  });
});
