// replace and save: another ruleset under running connections.
import { describe, expect, it } from "vitest";
import { SetupError } from "../../src/index.js";
import { incoming, inside, outgoing, outside, router } from "./host.js";

const STATEFUL =
  "iptables -P FORWARD DROP\n" +
  "iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n" +
  "iptables -A FORWARD -i eth1 -p udp -j ACCEPT\n";

const CLOSED = `*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
COMMIT
`;

describe("replace", () => {
  it("keeps connections", async () => {
    using fw = await router(STATEFUL);
    expect(fw.process(outgoing(), inside)).toMatchObject({ verdict: "ACCEPT", state: "NEW" });
    fw.replace(CLOSED);
    expect(fw.process(incoming(), outside)).toMatchObject({
      verdict: "ACCEPT",
      state: "ESTABLISHED",
    });
    expect(fw.process(outgoing(4001), inside)).toMatchObject({ verdict: "DROP", state: "NEW" });
  });

  it("replaces the tables that the text names, and no other", async () => {
    using fw = await router("iptables -t mangle -A FORWARD -j MARK --set-mark 3\n");
    fw.replace(CLOSED.replace("DROP", "ACCEPT"));
    expect(fw.process(outgoing(), inside).mark).toBe(3);
    expect(fw.save("ipv4")).toMatch(/^\*mangle[\s\S]*-A FORWARD -j MARK[\s\S]*\*filter/m);
  });

  it("commands work on what is there", async () => {
    using fw = await router(STATEFUL);
    fw.process(outgoing(), inside);
    fw.replace("iptables -I FORWARD 2 -p udp --dport 53 -j DROP\n");
    expect(fw.process(outgoing(4001), inside)).toMatchObject({
      verdict: "DROP",
      rule: { chain: "FORWARD", number: 2 },
    });
    expect(fw.save("ipv4")).toContain("[1:36] -A FORWARD -i eth1 -p udp -j ACCEPT");
  });

  it("keeps what rules remember where the kernel does", async () => {
    using fw = await router(
      "iptables -t raw -A PREROUTING -m limit --limit 1/hour --limit-burst 1 -j MARK --set-mark 7\n" +
        "iptables -A FORWARD -m recent --name seen --rcheck -j DROP\n" +
        "iptables -A FORWARD -m recent --name seen --set\n",
    );
    const mark = () => fw.process(outgoing(), inside).mark;
    expect(fw.process(outgoing(), inside)).toMatchObject({ verdict: "ACCEPT", mark: 7 });
    // another table: the limit of this one goes on, and so does the list that a rule still names
    fw.replace("iptables -A FORWARD -m recent --name other --set\n");
    expect(fw.process(outgoing(), inside)).toMatchObject({ verdict: "DROP", mark: 0 });
    // its own table: the limit starts anew
    fw.replace("iptables -t raw -A PREROUTING -p tcp\n");
    expect(mark()).toBe(7);
    expect(mark()).toBe(0);
    // nobody names the list any more, then somebody does
    fw.replace("iptables -F FORWARD\n");
    fw.replace("iptables -A FORWARD -m recent --name seen --rcheck -j DROP\n");
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
  });

  it("a packet that waits in a queue goes on behind the function that queued it", async () => {
    using fw = await router("iptables -t mangle -A FORWARD -j NFQUEUE --queue-num 1\n");
    let answer: (verdict: "ACCEPT") => void = () => {};
    fw.queue(1, () => new Promise((resolve) => (answer = resolve)));
    const waiting = fw.process(outgoing(), inside);
    expect(waiting.verdict).toBe("QUEUE");
    // two tables that hook in before mangle, and the one behind it
    fw.replace(
      "iptables -t raw -A PREROUTING -j DROP\n" +
        "iptables -t mangle -I FORWARD -j DROP\n" +
        "iptables -A FORWARD -p udp -j ACCEPT\niptables -P FORWARD DROP\n",
    );
    answer("ACCEPT");
    expect(await waiting.pending).toMatchObject({
      verdict: "ACCEPT",
      rule: { table: "filter", chain: "FORWARD", number: 1 },
    });
  });

  it("what it refuses changes nothing", async () => {
    using fw = await router(STATEFUL);
    const before = fw.save("ipv4");
    expect(() => fw.replace("iptables -F FORWARD\niptables -A FORWARD --nonsense\n")).toThrow(
      SetupError,
    );
    expect(() => fw.replace("ip addr add 1.2.3.4/24 dev eth0\n")).toThrow(SetupError);
    expect(fw.save("ipv4")).toBe(before);
    expect(fw.process(outgoing(), inside).verdict).toBe("ACCEPT");
  });

  it("a thousand times takes no more memory than ten times", async () => {
    using fw = await router(STATEFUL);
    const bytesAfter = (times: number) => {
      for (let i = 0; i < times; i++) fw.replace(CLOSED);
      return fw.engine.bytes.length;
    };
    expect(bytesAfter(10)).toBe(bytesAfter(990));
  });
});

describe("save", () => {
  it("prints what iptables-save -c prints", async () => {
    using fw = await router(STATEFUL);
    fw.process(outgoing(), inside);
    expect(fw.save("ipv4")).toBe(
      "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n" +
        "[0:0] -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n" +
        "[1:36] -A FORWARD -i eth1 -p udp -j ACCEPT\nCOMMIT\n",
    );
    expect(fw.save("ipv4", { counters: false })).not.toMatch(/^\[/m);
    expect(fw.save("ipv6")).toBe("");
  });

  it("is a setup: a firewall made from it prints the same", async () => {
    using fw = await router(STATEFUL);
    using other = await router(`iptables-restore -c <<'EOF'\n${fw.save("ipv4")}EOF\n`);
    expect(other.save("ipv4")).toBe(fw.save("ipv4"));
  });
});
