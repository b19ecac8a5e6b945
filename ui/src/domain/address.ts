/** Addresses of places, from what is typed in a form. Whether one is good is for Rust to say. */

export interface PlaceTyped {
  kind: "webdav" | "s3";
  address: string;
  endpoint: string;
  bucket: string;
  prefix: string;
  region: string;
}

/** Writes the address: `webdav+https://…`, `s3://…`. A WebDAV address without scheme is one in https. */
export function addressOf(typed: PlaceTyped): string {
  if (typed.kind === "webdav") {
    const address = typed.address.trim().replace(/^(webdav\+)/i, "").replace(/^dav(s?):/i, "http$1:");
    return `webdav+${/^https?:\/\//i.test(address) ? address : `https://${address}`}`;
  }
  const endpoint = typed.endpoint.trim();
  const query = new URLSearchParams({ endpoint: /^https?:\/\//i.test(endpoint) || endpoint === "" ? endpoint : `https://${endpoint}` });
  if (typed.region.trim()) query.set("region", typed.region.trim());
  const path = typed.prefix
    .split("/")
    .map((name) => name.trim())
    .filter(Boolean)
    .map(encodeURIComponent)
    .join("/");
  return `s3://${typed.bucket.trim()}/${path}?${query}`;
}
