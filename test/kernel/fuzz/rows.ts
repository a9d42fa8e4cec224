// The rows that there are: every file of match/ and target/, by the extension's name.
import { readdirSync } from "node:fs";
import { matchExtensions, targetExtensions } from "../../../src/generated/extensions.js";
import type { MatchExtension, TargetExtension } from "../../../src/extension/extension.js";
import type { Row } from "./row.js";

/** Where rows are, from the root of the repository. */
const FOLDER = "test/kernel/fuzz";

/** An extension with its row. */
export interface Rowed<E> {
  readonly extension: E;
  readonly row: Row;
}

/** Names of files in a folder of the fuzzer's, without the ending. */
export function namesIn(folder: string): string[] {
  return readdirSync(`${FOLDER}/${folder}`)
    .filter((f) => f.endsWith(".ts"))
    .map((f) => f.slice(0, -3))
    .sort();
}

type RowModule = { row: Row };

// one import each: bundlers find the files by the shape of the path
const loaders = {
  match: (name: string): Promise<RowModule> => import(`./match/${name}.ts`),
  target: (name: string): Promise<RowModule> => import(`./target/${name}.ts`),
};

async function load<E extends { name: string }>(
  kind: "match" | "target",
  extensions: readonly E[],
): Promise<ReadonlyMap<string, Rowed<E>>> {
  const rows = new Map<string, Rowed<E>>();
  for (const name of namesIn(kind)) {
    const extension = extensions.find((e) => e.name === name);
    if (!extension) throw new Error(`${FOLDER}/${kind}/${name}.ts: no such ${kind}`);
    const { row } = await loaders[kind](name);
    if (row.absent === undefined) rows.set(name, { extension, row });
  }
  return rows;
}

/** All matches that are fuzzed, by name. */
export const matchRows: () => Promise<ReadonlyMap<string, Rowed<MatchExtension>>> = () =>
  load("match", matchExtensions);

/** All targets that are fuzzed, by name. */
export const targetRows: () => Promise<ReadonlyMap<string, Rowed<TargetExtension>>> = () =>
  load("target", targetExtensions);
