import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";

const searchCpv = vi.hoisted(() => vi.fn());
vi.mock("../../ipc", () => ({ commands: { searchCpv } }));

import CpvField from "./CpvField.svelte";

const hits = [
  { code: "45214200", label: "Travaux de construction de bâtiments scolaires", path: ["Travaux"] },
  { code: "45214210", label: "Travaux de construction d’écoles primaires", path: ["Travaux"] },
];

async function typed(text: string) {
  const change = vi.fn();
  render(CpvField, { codes: [], change });
  const input = screen.getByRole<HTMLInputElement>("combobox");
  await fireEvent.input(input, { target: { value: text } });
  return { change, input };
}

const options = () => screen.getAllByRole("option");

describe("a code is found and chosen with the keyboard", () => {
  beforeEach(() => {
    searchCpv.mockReset().mockResolvedValue(hits);
    Element.prototype.scrollIntoView = vi.fn();
  });

  it("the first answer is proposed, the arrows walk the list and turn around", async () => {
    const { input } = await typed("école");
    await waitFor(() => expect(options()).toHaveLength(2));
    const selected = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
    expect(selected()).toBe(0);
    await fireEvent.keyDown(input, { key: "ArrowDown" });
    expect(selected()).toBe(1);
    expect(input.getAttribute("aria-activedescendant")).toBe(options()[1]?.id);
    await fireEvent.keyDown(input, { key: "ArrowDown" });
    expect(selected()).toBe(0);
  });

  it("Enter takes the one proposed and closes the list", async () => {
    const { change, input } = await typed("école");
    await waitFor(() => expect(options()).toHaveLength(2));
    await fireEvent.keyDown(input, { key: "ArrowDown" });
    await fireEvent.keyDown(input, { key: "Enter" });
    expect(change).toHaveBeenCalledWith(["45214210"]);
    expect(input.getAttribute("aria-expanded")).toBe("false");
  });

  it("Escape closes the list and takes nothing", async () => {
    const { change, input } = await typed("école");
    await waitFor(() => expect(options()).toHaveLength(2));
    await fireEvent.keyDown(input, { key: "Escape" });
    expect(change).not.toHaveBeenCalled();
    expect(input.getAttribute("aria-expanded")).toBe("false");
  });

  it("an answer that comes late is dropped", async () => {
    let answerFirst: (hits: unknown[]) => void = () => undefined;
    searchCpv.mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)));
    const { input } = await typed("éco");
    await fireEvent.input(input, { target: { value: "école" } });
    await waitFor(() => expect(options()).toHaveLength(2));
    answerFirst([]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(options()).toHaveLength(2);
  });

  it("a word that no code contains is said", async () => {
    searchCpv.mockResolvedValue([]);
    await typed("zzz");
    await screen.findByText(/Aucun code/);
  });
});
