/** Replays of the same captures, each with a firewall of its own, for commands that need several. */
import { CaptureReader, type CaptureDetail, type Visitor } from "../capture/reader.js";
import type { OpenedCapture } from "../capture/file.js";
import { Firewall } from "../engine/firewall.js";
import type { Setup } from "../setup/model.js";
import type { Arguments } from "./arguments.js";
import { interfacesOf, openAll, pathOf, readSetups, seedOf } from "./session.js";

/** Captures that can be replayed again and again. */
export class Replays {
  /** Interfaces that the captures or --path name. */
  private readonly interfaces: readonly string[];

  private constructor(
    private readonly args: Arguments,
    private readonly paths: readonly string[],
    opened: readonly OpenedCapture[],
  ) {
    this.interfaces = interfacesOf(pathOf(args), opened);
  }

  /** Opens the captures once, to know that they can be. */
  static async open(args: Arguments, paths: readonly string[]): Promise<Replays> {
    const opened = await openAll(paths, args.all("in"));
    for (const { input } of opened) input.close();
    return new Replays(args, paths, opened);
  }

  /** Reads setups, one on top of the other. */
  setup(files: readonly string[]): Setup {
    return readSetups(files, this.interfaces);
  }

  /** Sends the packets through a new firewall, which `visit` may look at while they pass; answers CPU
   * seconds of the replay alone. */
  async play(
    setup: Setup,
    detail: CaptureDetail = {},
    visitor: (firewall: Firewall) => Visitor = () => () => {},
    end: (firewall: Firewall) => void = () => {},
  ): Promise<number> {
    using firewall = await Firewall.create(setup, seedOf(this.args));
    const captures = await openAll(this.paths, this.args.all("in"));
    try {
      const reader = new CaptureReader(
        firewall,
        captures.map((c) => c.input),
      );
      const path = pathOf(this.args);
      if (path !== null) reader.takePath(path);
      const visit = visitor(firewall);
      const before = process.cpuUsage();
      await reader.run(detail, visit);
      const { user, system } = process.cpuUsage(before);
      end(firewall);
      return (user + system) / 1e6;
    } finally {
      for (const { input } of captures) input.close();
    }
  }
}
