/**
 * Writes the container in which Word keeps a document protected by a password: a compound file
 * (MS-CFB, version 3) with the named streams, one sector each.
 */
const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;
const TABLE = 0xfffffffd;

/** Bytes of a compound file holding `streams`, each of 4096 bytes so that none is a small one. */
export function compoundFile(streams) {
  const each = 4096 / SECTOR;
  const sectors = [allocation(streams.length, each), ...directory(streams, each)];
  const data = Buffer.alloc(streams.length * each * SECTOR, 0x5a);
  return Buffer.concat([header(), ...sectors, data]);
}

function header() {
  const bytes = Buffer.alloc(SECTOR, 0xff);
  bytes.fill(0, 0, 76);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(END, 60);
  bytes.writeUInt32LE(END, 68);
  bytes.writeUInt32LE(0, 76);
  return bytes;
}

/** Sector 0: which sector follows which. Sector 1 is the directory; the streams come after. */
function allocation(count, each) {
  const bytes = Buffer.alloc(SECTOR, 0xff);
  bytes.writeUInt32LE(TABLE, 0);
  bytes.writeUInt32LE(END, 4);
  for (let at = 0; at < count * each; at++) {
    bytes.writeUInt32LE(at % each === each - 1 ? END : at + 3, (at + 2) * 4);
  }
  return bytes;
}

/** Sector 1: the root and up to three streams, in a chain of right-hand neighbours sorted by length then name. */
function directory(streams, each) {
  const sorted = [...streams].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const entries = [entry("Root Entry", 5, { child: 1, start: END, size: 0 })];
  sorted.forEach((name, at) =>
    entries.push(entry(name, 2, { right: at + 1 < sorted.length ? at + 2 : FREE, start: 2 + at * each, size: 4096 })),
  );
  while (entries.length < 4) entries.push(entry("", 0, { start: 0, size: 0 }));
  return entries;
}

function entry(name, type, { right = FREE, child = FREE, start, size }) {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 0, "utf16le");
  bytes.writeUInt16LE(name ? (name.length + 1) * 2 : 0, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt8(1, 67);
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(right, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
