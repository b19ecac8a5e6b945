/** A disk too small for what is written on it: a memory file system, where this computer lets a test mount one. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const BALLAST = "ballast";

/** Mounts it on `folder`, or returns null when mounting is not allowed here. */
export function smallDisk(folder, size) {
  fs.mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  return {
    folder,
    ballast: BALLAST,
    /** Fills it until about `left` KiB remain. */
    fill: (left) => fs.writeFileSync(path.join(folder, BALLAST), Buffer.alloc(Math.max(0, parseInt(size, 10) - left) * 1024)),
    leave: () => execFileSync("umount", ["--lazy", folder], { stdio: "ignore" }),
  };
}
