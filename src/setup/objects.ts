/**
 * What rules share by a name: the lists of recent, the tables of hashlimit, the estimators of
 * RATEEST. The kernel makes one when a first rule names it, with what that rule says of it, keeps it
 * as long as any rule does, whatever is replaced, and forgets it with the last.
 */
import type { Family, RecordWriter } from "../extension/extension.js";
import type { Rule, Table } from "./model.js";

/** What an extension says of the object that a rule refers to. */
export interface Shared<State = unknown> {
  /** The engine's half: assembly/object/KIND.ts. */
  readonly kind: string;
  readonly name: string;
  /** Whether each family has names of its own. */
  readonly perFamily?: boolean;
  /** What the first rule makes. */
  create(): State;
  /** What becomes of it when another rule refers to it too. */
  join?(state: State): State;
  /** The file of the host that shows it, where commands may write: its whole name. */
  readonly file?: string;
  /** What becomes of it when a line is written there. Throws OptionError. */
  write?(state: State, line: string): State;
  /** Writes the engine's record. */
  encode(state: State, record: RecordWriter): void;
}

/** An object that exists. */
export interface SharedObject {
  /** Tells it from another of the same name that was there before. */
  readonly id: number;
  readonly key: string;
  readonly shared: Shared;
  state: unknown;
  /** Rules that refer to it. */
  references: number;
}

/** The name under which an object is found. */
function keyOf(shared: Pick<Shared, "kind" | "name" | "perFamily">, family: Family): string {
  return `${shared.kind} ${shared.perFamily === true ? family : ""} ${shared.name}`;
}

/** All objects of a host, in order of their making. */
export class Objects {
  private readonly objects = new Map<string, SharedObject>();
  private nextId = 1;

  /** The names of all, in order. */
  names(): readonly (readonly [string, number])[] {
    return [...this.objects.values()].map(({ key, id }) => [key, id]);
  }

  /** A rule begins to refer to an object. */
  acquire(shared: Shared, family: Family): void {
    const key = keyOf(shared, family);
    const known = this.objects.get(key);
    if (known !== undefined) {
      known.references++;
      if (shared.join !== undefined) known.state = shared.join(known.state);
      return;
    }
    const state = shared.create();
    this.objects.set(key, { id: this.nextId++, key, shared, state, references: 1 });
  }

  /** A rule ends to. */
  release(shared: Shared, family: Family): void {
    const known = this.objects.get(keyOf(shared, family));
    if (known === undefined || --known.references > 0) return;
    this.objects.delete(known.key);
  }

  /** The object of a name, or undefined. */
  find(kind: string, name: string, family: Family | null = null): SharedObject | undefined {
    const found = { kind, name, perFamily: family !== null };
    return this.objects.get(keyOf(found, family ?? "ipv4"));
  }

  /** All of them. */
  values(): Iterable<SharedObject> {
    return this.objects.values();
  }

  /** Objects that change apart from these; they are still the same ones. */
  copy(): Objects {
    const other = new Objects();
    other.nextId = this.nextId;
    for (const object of this.objects.values()) other.objects.set(object.key, { ...object });
    return other;
  }

  /** Writes a line to the file of an object; false when there is no such file. */
  write(file: string, line: string): boolean {
    for (const object of this.objects.values()) {
      const { shared } = object;
      if (shared.file !== file || shared.write === undefined) continue;
      object.state = shared.write(object.state, line);
      return true;
    }
    return false;
  }

  acquireRule(rule: Rule, family: Family): void {
    forShared(rule, family, (shared) => this.acquire(shared, family));
  }

  releaseRule(rule: Rule, family: Family): void {
    forShared(rule, family, (shared) => this.release(shared, family));
  }

  releaseTable(table: Table): void {
    for (const chain of table.chains.values()) {
      for (const rule of chain.rules) this.releaseRule(rule, table.family);
    }
  }
}

/** Does something with each object that a rule refers to, in order. */
function forShared(rule: Rule, family: Family, use: (shared: Shared) => void): void {
  for (const { extension, info } of rule.matches) each(extension.shares?.(info, family), use);
  const { target } = rule;
  if (target.kind === "extension") each(target.extension.shares?.(target.info, family), use);
}

function each(
  shared: Shared | readonly Shared[] | null | undefined,
  use: (shared: Shared) => void,
): void {
  if (shared === undefined || shared === null) return;
  if ("kind" in shared) use(shared);
  else for (const one of shared) use(one);
}
