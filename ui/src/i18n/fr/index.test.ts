import { describe, expect, it } from "vitest";
import { count, day, isWholeDay, longDay, readDay, readNumber } from ".";
import { citation } from "./articles";
import { french, typeset, whole } from "./typeset";

const today = new Date(2026, 10, 24);

describe("a day is read as people type it", () => {
  it.each([
    ["15/09/2026", "2026-09-15"],
    ["15.9.26", "2026-09-15"],
    ["1 3 2027", "2027-03-01"],
    ["2026-09-15", "2026-09-15"],
    ["+30 j", "2026-12-24"],
    ["", null],
    ["31/02/2026", undefined],
    ["demain", undefined],
  ])("%s", (typed, expected) => {
    expect(readDay(typed, today)).toBe(expected);
  });

  it("and written back in the French order", () => {
    expect(day("2026-09-15")).toBe("15/09/2026");
    expect(day(null)).toBe("–");
    expect(longDay("2026-09-15")).toBe("15 septembre 2026");
    expect(longDay("2027-03-01")).toBe("1er mars 2027");
  });

  it("and kept only once its year is whole, while it is being typed", () => {
    expect(isWholeDay("15/09/20")).toBe(false);
    expect(isWholeDay("15/09/2026")).toBe(true);
  });
});

describe("a number accepts a comma, a dot and spaces", () => {
  it.each([
    ["12,5", 12.5],
    ["1 200", 1200],
    ["", null],
    ["douze", undefined],
    ["-3", undefined],
  ])("%s", (typed, expected) => {
    expect(readNumber(typed)).toBe(expected);
  });

  it("and counts things in French: zero and one are singular", () => {
    expect(count(0, "clause")).toBe("0 clause");
    expect(count(1, "clause")).toBe("1 clause");
    expect(count(2, "clause")).toBe("2 clauses");
  });
});

describe("French spaces are set by the program, not by the author", () => {
  it("before high punctuation and inside guillemets", () => {
    expect(typeset("Pourquoi ? « Fiche » : 20 % de l'achat, 5 404 000 €")).toBe(
      "Pourquoi\u202f? «\u00a0Fiche\u00a0»\u00a0: 20\u00a0% de l’achat, 5\u202f404\u202f000\u00a0€",
    );
  });

  it("in the sentences made from a value too", () => {
    const phrases = french({ deep: { asked: (what: string) => `${what} ?` } });
    expect(phrases.deep.asked("Pourquoi")).toBe("Pourquoi\u202f?");
  });
});

describe("the number of a text stays on one line, and keeps its characters", () => {
  it.each([
    ["selon L. 2112-2-1 du code", ["L. 2112-2-1"]],
    ["selon L2112-2 et R.2122-8", ["L2112-2", "R.2122-8"]],
    ["l’article 35 de la loi n° 2021-1104 du 22 août 2021", ["article 35", "n° 2021-1104"]],
    ["articles L. 224-7 à L. 224-9", ["articles L. 224-7", "L. 224-9"]],
    ["le lot 2, pour 1 200 heures", []],
  ])("%s", (sentence, expected) => {
    const pieces = whole(sentence);
    expect(pieces.filter((_, at) => at % 2 === 1)).toEqual(expected);
    expect(pieces.join("")).toBe(sentence);
  });
});

describe("a text is cited as a sentence names it", () => {
  it.each([
    ["5", "Loi, article 5"],
    ["5 et 28", "Loi, articles 5 et 28"],
    ["R2111-12 à R2111-17", "Loi, R2111-12 à R2111-17"],
    ["ensemble du texte", "Loi, ensemble du texte"],
    [null, "Loi"],
  ])("%s", (article, expected) => {
    expect(citation("Loi", article)).toBe(expected);
  });
});
