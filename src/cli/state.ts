/** `--state DIR`: what the tools would print on the real host after the last packet. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { statisticsText } from "../engine/conntrack-tool.js";
import type { Firewall } from "../engine/firewall.js";
import { connectionsText } from "../report/conntrack-text.js";
import { expectationsText } from "../report/expect-text.js";
import { saveRuleset } from "../setup/print/save.js";
import { UsageError } from "./errors.js";
import { Output, reasonOf } from "./output.js";

export class StateWriter {
  /** Takes log lines. */
  readonly log: Output;

  constructor(private readonly directory: string) {
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw new UsageError(`--state ${directory}: ${reasonOf(error)}`);
    }
    this.log = Output.open(join(directory, "kernel.log"));
  }

  /** Writes everything else; the firewall's counters are as they should be printed. */
  finish(firewall: Firewall): void {
    this.log.close();
    const { rulesets } = firewall.setup;
    this.file("iptables-save.txt", saveRuleset(rulesets.ipv4, { counters: true }));
    this.file("ip6tables-save.txt", saveRuleset(rulesets.ipv6, { counters: true }));
    this.file("conntrack.txt", connectionsText(firewall.conntrack()));
    this.file("conntrack-stats.txt", statisticsText(firewall.conntrackStats()));
    // conntrack -L expect lists IPv4 where no family is named
    this.file(
      "expect.txt",
      expectationsText(firewall.expectations().filter((e) => e.family === "ipv4")),
    );
    this.file("ipset.txt", firewall.saveSets());
    const accounts = firewall.listAccounts();
    if (accounts !== "") this.file("nfacct.txt", accounts);
  }

  private file(name: string, text: string): void {
    const output = Output.open(join(this.directory, name));
    output.text(text);
    output.close();
  }
}
