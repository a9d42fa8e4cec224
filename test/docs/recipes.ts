// Runs what a document shows. Fenced blocks, by their info string:
//
//   sh FILE      the text is written to FILE
//   console      `$ command` lines, each followed by what it prints; "..." stands for any lines
//   js           a program that imports sluice; a `text` block behind it is what it prints
//
// Everything runs in one temporary directory a document, where pcaps/ is the repository's, `sluice`
// is the built command, and the package "sluice" the built library.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "vitest";

/** A fenced block. */
export interface Block {
  readonly kind: string;
  /** The word behind the kind. */
  readonly name: string;
  readonly text: string;
}

/** A part of a document: its heading and its blocks. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The sections of second level, with their blocks. */
export function sections(file: string): Section[] {
  const parts = readFileSync(file, "utf8").split(/^## /m).slice(1);
  return parts.map((part) => ({
    title: part.slice(0, part.indexOf("\n")),
    blocks: [...part.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map((found) => ({
      kind: found[1]!,
      name: found[2]!,
      text: found[3]!,
    })),
  }));
}

/** A directory to run blocks in. */
export function workplace(): string {
  const dir = mkdtempSync(join(tmpdir(), "sluice-docs-"));
  mkdirSync(join(dir, "bin"));
  mkdirSync(join(dir, "node_modules"));
  symlinkSync(resolve("pcaps"), join(dir, "pcaps"));
  symlinkSync(resolve("."), join(dir, "node_modules/sluice"));
  const command = join(dir, "bin/sluice");
  writeFileSync(
    command,
    `#!/bin/sh\nexec "${process.execPath}" "${resolve("dist/cli.js")}" "$@"\n`,
  );
  chmodSync(command, 0o755);
  return dir;
}

/** Text as a pattern: "..." on a line of its own stands for any lines, at the end of a line for
 * its rest. */
export function pattern(text: string): RegExp {
  const lines = text.trimEnd().split("\n");
  const parts = lines.map((line) => {
    if (line.trim() === "...") return "(?:.*\\n)*?";
    const open = line.endsWith("...");
    const exact = (open ? line.slice(0, -3) : line).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return `${exact}${open ? ".*" : ""}\\n`;
  });
  return new RegExp(text.trim() === "" ? "^$" : `^${parts.join("")}$`);
}

function run(dir: string, command: string, args: string[]): string {
  const PATH = `${join(dir, "bin")}:${process.env.PATH}`;
  const done = spawnSync(command, args, {
    cwd: dir,
    encoding: "utf8",
    env: { ...process.env, PATH },
  });
  return done.stdout + done.stderr;
}

/** Runs the blocks of a section; what they print must be what the document says. */
export function runSection({ blocks }: Section, dir: string): void {
  blocks.forEach((block, i) => {
    if (block.kind === "sh") writeFileSync(join(dir, block.name), block.text);
    if (block.kind === "console") runConsole(block.text, dir);
    if (block.kind === "js") {
      writeFileSync(join(dir, "example.mjs"), block.text);
      const said = run(dir, process.execPath, ["example.mjs"]);
      const next = blocks[i + 1];
      expect(said).toMatch(pattern(next?.kind === "text" ? next.text : ""));
    }
  });
}

function runConsole(text: string, dir: string): void {
  for (const part of text.split(/^\$ /m).slice(1)) {
    const joined = part.replace(/\\\n/g, " ");
    const end = joined.indexOf("\n");
    const said = run(dir, "bash", ["-c", joined.slice(0, end)]);
    expect(said).toMatch(pattern(joined.slice(end + 1)));
  }
}
