/**
 * Reads and rewrites one member of a .docx, so that a test can do what a buyer does in Word. Members
 * that are not edited keep their bytes.
 */
import fs from "node:fs";
import zlib from "node:zlib";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Lists the members: name, where their bytes are, how they are stored. */
function members(bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error("this is no zip file");
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const found = [];
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error("the zip directory is damaged");
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const size = 46 + nameLength + extra + comment;
    found.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      local: bytes.readUInt32LE(at + 42),
      entry: bytes.subarray(at, at + size),
    });
    at += size;
  }
  return found;
}

/** Where the data of a member starts: the local header has lengths of its own. */
function dataOf(bytes, member) {
  if (bytes.readUInt32LE(member.local) !== LOCAL) throw new Error("a zip member is damaged");
  const start = member.local + 30 + bytes.readUInt16LE(member.local + 26) + bytes.readUInt16LE(member.local + 28);
  return bytes.subarray(start, start + member.packed);
}

/** Reads one member as text. */
export function readMember(file, name = "word/document.xml") {
  const bytes = fs.readFileSync(file);
  const member = members(bytes).find((one) => one.name === name);
  if (!member) throw new Error(`${file} has no ${name}`);
  const data = dataOf(bytes, member);
  return (member.method === 0 ? data : zlib.inflateRawSync(data)).toString("utf8");
}

/** Lists the names of the members. */
export function names(file) {
  return members(fs.readFileSync(file)).map((member) => member.name);
}

/** Rewrites one member of a file in place. */
export function editMember(file, change, name = "word/document.xml") {
  const bytes = fs.readFileSync(file);
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const member of members(bytes)) {
    const edited = member.name === name;
    const text = edited ? Buffer.from(change(readMember(file, name)), "utf8") : null;
    const data = edited ? zlib.deflateRawSync(text) : dataOf(bytes, member);
    const entry = Buffer.from(member.entry);
    if (edited) {
      entry.writeUInt16LE(8, 10);
      entry.writeUInt32LE(crc32(text), 16);
      entry.writeUInt32LE(data.length, 20);
      entry.writeUInt32LE(text.length, 24);
    }
    // Sizes stand in the header: no descriptor follows the data.
    entry.writeUInt16LE(entry.readUInt16LE(8) & ~8, 8);
    entry.writeUInt32LE(offset, 42);
    const local = localHeader(entry, member.name);
    parts.push(local, data);
    directory.push(entry);
    offset += local.length + data.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  fs.writeFileSync(file, Buffer.concat([...parts, ...directory, endRecord(directory.length, size, offset)]));
}

/** A local header says again what the directory says. */
function localHeader(entry, name) {
  const title = Buffer.from(name, "utf8");
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  entry.copy(header, 4, 6, 28);
  header.writeUInt16LE(title.length, 26);
  return Buffer.concat([header, title]);
}

function endRecord(count, size, offset) {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Checksum of the zip format. */
function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
