import { beforeEach, describe, expect, it, vi } from "vitest";

const commands = vi.hoisted(() => ({ editTender: vi.fn(), openTender: vi.fn(), undoTender: vi.fn() }));
vi.mock("../ipc/bindings", () => ({ commands }));

import type { Lot, TenderView } from "../ipc";
import { open } from "./tender.svelte";

const view = (rev: number, lots: Partial<Lot>[] = []) =>
  ({ id: "t", rev, tender: { id: "t", lots }, can_undo: true, can_redo: false }) as unknown as TenderView;
const refusal = (kind: string, code: string) => ({ status: "error", error: { kind, code, message: "Non.", hints: [] } });

describe("edits of a tender", () => {
  beforeEach(() => {
    commands.editTender.mockReset();
    commands.openTender.mockReset();
    open.take(view(1, [{ number: 1 }]));
  });

  it("leave one after the other, each with the revision that the one before gave", async () => {
    commands.editTender.mockImplementation(async (_: string, rev: number) => ({ status: "ok", data: view(rev + 1) }));
    await Promise.all([open.edit("title", { title: "A" }), open.edit("reference", { reference: "B" })]);
    expect(commands.editTender.mock.calls.map(([, rev]) => rev)).toEqual([1, 2]);
  });

  it("build a list from what the tender is when their turn comes", async () => {
    commands.editTender.mockImplementation(async (_: string, rev: number, __: string, patch: { lots: Partial<Lot>[] }) => ({
      status: "ok",
      data: view(rev + 1, patch.lots),
    }));
    const renamed = open.change("lots", ({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, title: "Gros œuvre" })) }));
    const priced = open.change("lots", ({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, estimated_value_eur: 5 })) }));
    await Promise.all([renamed, priced]);
    expect(open.view?.tender.lots).toEqual([{ number: 1, title: "Gros œuvre", estimated_value_eur: 5 }]);
  });

  it("that were badly typed stay with their field", async () => {
    commands.editTender.mockResolvedValue(refusal("bad_input", "modification-refusee"));
    expect(await open.edit("cpv", { cpv: "x" })).toBe(false);
    expect(open.faults.cpv?.code).toBe("modification-refusee");
    expect(open.trouble).toBeNull();
  });

  it("that the disk refused are told and can be sent again", async () => {
    commands.editTender.mockResolvedValueOnce(refusal("store", "disque-plein"));
    expect(await open.edit("title", { title: "A" })).toBe(false);
    expect(open.trouble?.code).toBe("disque-plein");
    commands.editTender.mockResolvedValueOnce({ status: "ok", data: view(2) });
    await open.retry();
    expect(open.trouble).toBeNull();
    expect(open.view?.rev).toBe(2);
    expect(commands.editTender.mock.calls[1]?.[3]).toEqual({ title: "A" });
  });

  it("that another window made meanwhile are read again before anything is sent", async () => {
    commands.editTender.mockResolvedValueOnce(refusal("decision", "marche-change-ailleurs"));
    commands.openTender.mockResolvedValue({ status: "ok", data: view(7) });
    await open.edit("title", { title: "A" });
    expect(open.view?.rev).toBe(7);
    expect(open.trouble?.code).toBe("marche-change-ailleurs");
  });
});
