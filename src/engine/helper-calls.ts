/** The embedding program's conntrack helpers of one firewall, as the engine calls them. */
import { Verdict } from "../generated/abi.js";
import type { DeclaredHelper } from "../extension/own-helper.js";
import { ExpectedConnection, HelpedPacket } from "./helped.js";
import { type HelperKinds, helperKinds } from "./helper-expectation.js";
import type { Engine } from "./instance.js";

export class HelperCalls {
  private readonly byKind: ReadonlyMap<number, DeclaredHelper>;
  private readonly kinds: HelperKinds;
  /** Why helpers dropped packets of the call into the engine that is under way. */
  readonly words: string[] = [];

  constructor(readonly declared: readonly DeclaredHelper[]) {
    this.byKind = new Map(declared.map((helper) => [helper.kind, helper]));
    this.kinds = helperKinds(declared);
  }

  /** Makes the helpers known to an engine. */
  announce(engine: Engine): void {
    engine.helperNames = new Map(this.declared.map(({ kind, name }) => [kind, name]));
    for (const { kind, policy } of this.declared) {
      policy.forEach(({ maxExpected, timeout }, c) => {
        engine.exports.helperPolicy(kind, c, maxExpected, timeout);
      });
    }
  }

  /** What the helpers are, for firewalls that take each other's state over. */
  get described(): readonly unknown[] {
    return this.declared.map(({ own, ...told }) => ({ ...told, maps: own.expected !== undefined }));
  }

  /** Has a helper see a packet; answers a Verdict. Throws what the helper throws. */
  help(engine: Engine, kind: number, packet: number): number {
    const helper = this.byKind.get(kind)!;
    const view = new HelpedPacket(engine, packet, helper, this.kinds, this.words);
    try {
      const answer = helper.own.help(view);
      if (answer === "ACCEPT") return Verdict.ACCEPT;
      if (answer === "DROP") return Verdict.DROP;
      throw new TypeError(`a helper answers ACCEPT or DROP, not ${String(answer)}`);
    } finally {
      view.end();
    }
  }

  /** Has a helper map a connection that it expected. Throws what the helper throws. */
  expected(engine: Engine, kind: number, packet: number, connection: number, met: number): void {
    const view = new ExpectedConnection(engine, packet, connection, met);
    try {
      this.byKind.get(kind)!.own.expected!(view);
    } finally {
      view.end();
    }
  }
}
