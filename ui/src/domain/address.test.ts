import { describe, expect, it } from "vitest";
import { addressOf, type PlaceTyped } from "./address";

const typed = (given: Partial<PlaceTyped>): PlaceTyped => ({
  kind: "webdav",
  address: "",
  endpoint: "",
  bucket: "",
  prefix: "",
  region: "",
  ...given,
});

describe("an address is written from what is typed", () => {
  it.each([
    ["https://nuage.exemple.fr/dav/x", "webdav+https://nuage.exemple.fr/dav/x"],
    [" nuage.exemple.fr/dav ", "webdav+https://nuage.exemple.fr/dav"],
    ["http://127.0.0.1:8080/x", "webdav+http://127.0.0.1:8080/x"],
    ["webdav+https://nuage.exemple.fr/x", "webdav+https://nuage.exemple.fr/x"],
    ["davs://nuage.exemple.fr/x", "webdav+https://nuage.exemple.fr/x"],
  ])("%s", (address, expected) => {
    expect(addressOf(typed({ address }))).toBe(expected);
  });

  it("of an S3 space", () => {
    const s3 = typed({ kind: "s3", endpoint: "s3.exemple.fr", bucket: "marches", prefix: "/Année 2026/", region: "gra" });
    expect(addressOf(s3)).toBe("s3://marches/Ann%C3%A9e%202026?endpoint=https%3A%2F%2Fs3.exemple.fr&region=gra");
  });

  it("never holds what the form asks apart", () => {
    expect(addressOf(typed({ address: "nuage.exemple.fr" }))).not.toContain("@");
  });
});
