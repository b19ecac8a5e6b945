import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { CorrectedCopy, UserError } from "../../ipc";
import Corrected from "./Corrected.svelte";

const refused: UserError = { kind: "document", code: "correction-champ", message: "Ce passage est calculé.", hints: ["Corrigez-le."] };
const line = { id: "a", rule: "marque-sans-equivalent", paragraph: 1, place: null, fix: "De marque Alpha ou équivalent.", refused: null };
const copy = { handle: "f-1", name: "CCTP - corrigé.docx" };
const result = (more: Partial<CorrectedCopy["report"]>, written = true): CorrectedCopy => ({
  report: { written: written ? copy.name : null, fixes: [line], tracked: false, signature_lost: false, ...more },
  copy: written ? copy : null,
});
const shown = (given: CorrectedCopy | null, signed: UserError | null = null) => {
  const acts = { reread: vi.fn(), anyway: vi.fn() };
  render(Corrected, { result: given, signed, ...acts });
  return acts;
};

describe("a corrected copy", () => {
  it("says what was written, and hands the copy over to be read again", async () => {
    const { reread } = shown(result({ tracked: true }));
    expect(screen.getByText(/^Copie écrite/).tagName).toBe("H2");
    expect(screen.getByText(/1 correction écrite/)).toBeTruthy();
    expect(screen.getByText(/modifications suivies/)).toBeTruthy();
    await fireEvent.click(screen.getByText("Relire la copie"));
    expect(reread).toHaveBeenCalledWith(copy);
  });

  it("says what was not written, and why", () => {
    shown(result({ fixes: [line, { ...line, id: "b", refused }] }));
    expect(screen.getByText(/1 correction écrite/)).toBeTruthy();
    expect(screen.getByText("Ce passage est calculé.")).toBeTruthy();
    expect(screen.getByText("Corrigez-le.")).toBeTruthy();
  });

  it("offers nothing to open when nothing was written", () => {
    shown(result({ fixes: [{ ...line, refused }] }, false));
    expect(screen.getByText("Aucune copie écrite").tagName).toBe("H2");
    expect(document.querySelector("button")).toBeNull();
  });

  it("asks for a yes before a signature is lost", async () => {
    const { anyway } = shown(null, { kind: "decision", code: "document-signe", message: "Le document est signé.", hints: [] });
    expect(document.querySelector("[role=alert]")?.textContent).toContain("Le document est signé.");
    await fireEvent.click(screen.getByText(/sans la signature/));
    expect(anyway).toHaveBeenCalledOnce();
  });
});
