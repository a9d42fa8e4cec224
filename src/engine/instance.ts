/**
 * One engine: an instance of the module with its memory. The module is compiled once, lazily; each
 * firewall has an instance of its own, since an engine holds one host's state. There are two modules
 * that do the same, one of them without SIMD, for platforms that have none.
 */
import { ABI_VERSION, InterfaceRecord } from "../generated/abi.js";
import { moduleBase64, moduleSum, plainModuleBase64, plainModuleSum } from "../generated/module.js";
import type { SecurityLabels } from "../setup/security.js";
import type { EngineExports } from "./exports.js";

/** A function that makes a vector: platforms without SIMD find it invalid. */
const VECTOR_FUNCTION = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b],
);

let simd = WebAssembly.validate(VECTOR_FUNCTION);
let compiled: Promise<WebAssembly.Module> | undefined;

let compiledNow: WebAssembly.Module | undefined;

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const base64 = simd ? moduleBase64 : plainModuleBase64;
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

/** Which build of the engine is used: another for any other module. */
export function engineBuild(): string {
  return simd ? moduleSum : plainModuleSum;
}

function compile(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(moduleBytes());
  return compiled;
}

/** The module at once, for setups with sets: reading a setup does not wait. */
function compileNow(): WebAssembly.Module {
  compiledNow ??= new WebAssembly.Module(moduleBytes());
  compiled ??= Promise.resolve(compiledNow);
  return compiledNow;
}

/** Whether engines made from now on use SIMD, for tests of both modules; answers what was before. */
export function useSimd(use: boolean): boolean {
  const before = simd;
  simd = use;
  compiled = undefined;
  compiledNow = undefined;
  return before;
}

/** What the engine asks of the host while a packet is on its way. */
export interface EngineImports {
  /** A hook function of the embedding program: its number, the packet record, the hook. */
  hostHook(id: number, packet: number, hook: number): number;
  /** A match of the embedding program: its number, the packet record, the hook. 0 no, 1 yes, 2 drop. */
  hostMatch(number: number, packet: number, hook: number): number;
  /** A target of the embedding program; answers a Verdict. */
  hostTarget(number: number, packet: number, hook: number): number;
  /** A packet of a connection with a helper of the embedding program: its HelperKind, the packet record; answers
   * ACCEPT or DROP. */
  hostHelp(kind: number, packet: number): number;
  /** A connection that such a helper expected: kind, packet record, connection, expectation; 0: it failed. */
  hostExpected(kind: number, packet: number, connection: number, met: number): number;
  /** A packet for queue `queue`; -1 answers "later", -2 "nobody handles this queue". */
  hostQueue(queue: number, packet: number, hook: number, slot: number): number;
}

/** An engine with views over its memory. */
export class Engine {
  private u8View: Uint8Array;
  private dataView: DataView;
  /** Names of the embedding program's helpers, by HelperKind. */
  helperNames: ReadonlyMap<number, string> = new Map();
  /** Labels of the host's security module; null: it has none. */
  security: SecurityLabels | null = null;

  private constructor(readonly exports: EngineExports) {
    this.u8View = new Uint8Array(exports.memory.buffer);
    this.dataView = new DataView(exports.memory.buffer);
  }

  /** Starts an engine; `seed` starts its random sequence. */
  static async create(imports: EngineImports, seed: bigint): Promise<Engine> {
    const instance = await WebAssembly.instantiate(await compile(), {
      host: { hostHook: imports.hostHook },
      own: {
        hostMatch: imports.hostMatch,
        hostTarget: imports.hostTarget,
        hostHelp: imports.hostHelp,
        hostExpected: imports.hostExpected,
      },
      queue: { hostQueue: imports.hostQueue },
    });
    return Engine.start(instance, seed);
  }

  /** Starts an engine that sees no packets: one that holds the sets of a setup. */
  static createSync(seed: bigint): Engine {
    const module = compileNow();
    const imports: Record<string, Record<string, () => number>> = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      imports[from] ??= {};
      imports[from][name] = () => -2;
    }
    const instance = new WebAssembly.Instance(module, imports);
    return Engine.start(instance, seed);
  }

  private static start(instance: WebAssembly.Instance, seed: bigint): Engine {
    const engine = new Engine(instance.exports as unknown as EngineExports);
    const version = engine.exports.abiVersion();
    if (version !== ABI_VERSION) {
      throw new Error(`the module speaks ABI ${version}, this library ABI ${ABI_VERSION}`);
    }
    if (!engine.exports.init(BigInt.asUintN(64, seed))) throw outOfMemory();
    return engine;
  }

  /** The memory as bytes. Valid until the next call into the engine. */
  get bytes(): Uint8Array {
    if (this.u8View.buffer !== this.exports.memory.buffer) this.refresh();
    return this.u8View;
  }

  /** The memory as a DataView. Valid until the next call into the engine. */
  get view(): DataView {
    if (this.dataView.buffer !== this.exports.memory.buffer) this.refresh();
    return this.dataView;
  }

  private refresh(): void {
    this.u8View = new Uint8Array(this.exports.memory.buffer);
    this.dataView = new DataView(this.exports.memory.buffer);
  }

  /** A block of memory with these bytes. */
  place(bytes: Uint8Array): number {
    const at = this.exports.reserve(bytes.length) >>> 0;
    if (at === 0) throw outOfMemory();
    this.bytes.set(bytes, at);
    return at;
  }

  /** Name of interface `index`, null for 0. */
  interfaceName(index: number): string | null {
    if (index === 0) return null;
    const at = (this.exports.interfaces() >>> 0) + (index - 1) * InterfaceRecord.size;
    const name = this.bytes.subarray(at, at + 16);
    const end = name.indexOf(0);
    return new TextDecoder().decode(name.subarray(0, end < 0 ? 16 : end));
  }
}

/** The platform gave the engine too little memory. */
export function outOfMemory(): Error {
  return new Error("the engine could not get the memory it needs");
}
