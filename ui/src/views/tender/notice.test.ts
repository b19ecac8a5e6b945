import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "../../domain/tender.svelte";
import { commands, type NoticeField, type TenderView } from "../../ipc";
import Notice from "./Notice.svelte";

const field = (key: string, more: Partial<NoticeField>): NoticeField => ({
  key,
  label: `Champ (${key})`,
  help: null,
  kind: "text",
  part: "required",
  words: [],
  value: null,
  fault: null,
  ...more,
});
const fields = [
  field("BT-18", { value: "https://exemple.fr" }),
  field("BT-131", { kind: "instant" }),
  field("BT-11", { kind: "code", words: [{ value: "la", label: "Autorité locale" }], fault: "« x » n’est pas un code." }),
  field("BT-774", { kind: "codes", part: "optional", words: [{ value: "circ-econ", label: "Économie circulaire" }, { value: "other", label: "Autre" }], value: "other" }),
  field("recours.BT-500", { part: "appeals" }),
];
const view = { id: "1", rev: 3 } as TenderView;
const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });

beforeEach(() => {
  vi.restoreAllMocks();
  open.take(view);
  vi.spyOn(commands, "noticeForm").mockImplementation(() => ok({ fields, missing: 4 }));
});

async function shown(): Promise<ReturnType<typeof vi.spyOn>> {
  const tell = vi.spyOn(open, "tell").mockResolvedValue(true);
  render(Notice, { view });
  const details = screen.getByText(/Compléter l’avis/).closest("details");
  if (details) details.open = true;
  await screen.findByLabelText("Champ (BT-18)");
  return tell as never;
}

describe("the form of the European notice", () => {
  it("asks nothing of Rust until it is opened, then counts what is missing", async () => {
    render(Notice, { view });
    expect(commands.noticeForm).not.toHaveBeenCalled();
    const details = screen.getByText(/Compléter l’avis/).closest("details");
    if (details) details.open = true;
    await waitFor(() => expect(screen.getByText(/4.champs manquent/)).toBeTruthy());
  });

  it("keeps a text as it is typed, and an instant only once the field is left", async () => {
    const tell = await shown();
    const address = screen.getByLabelText("Champ (BT-18)");
    await fireEvent.input(address, { target: { value: "https://autre.fr" } });
    await fireEvent.blur(address);
    expect(tell).toHaveBeenCalledWith("BT-18", "https://autre.fr");
    const limit = screen.getByLabelText("Champ (BT-131)");
    await fireEvent.input(limit, { target: { value: "20/10" } });
    await new Promise((done) => setTimeout(done, 350));
    expect(tell).not.toHaveBeenCalledWith("BT-131", expect.anything());
    await fireEvent.input(limit, { target: { value: "20/10/2026 12:00" } });
    await fireEvent.blur(limit);
    expect(tell).toHaveBeenCalledWith("BT-131", "20/10/2026 12:00");
  });

  it("says a fault beside its field and chooses codes by their names", async () => {
    const tell = await shown();
    const form = screen.getByLabelText("Champ (BT-11)");
    expect(form.getAttribute("aria-invalid")).toBe("true");
    await fireEvent.change(form, { target: { value: "la" } });
    expect(tell).toHaveBeenCalledWith("BT-11", "la");
    await fireEvent.click(screen.getByLabelText("Économie circulaire"));
    expect(tell).toHaveBeenCalledWith("BT-774", "other,circ-econ");
  });
});
