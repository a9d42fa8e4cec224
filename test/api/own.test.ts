// Matches and targets of the embedding program.
import { describe, expect, test } from "vitest";
import {
  createFirewall,
  OptionError,
  type OwnMatch,
  type OwnTarget,
  SetupError,
} from "../../src/index.js";
import { inside, ROUTER, outgoing, outgoing6 } from "./host.js";

/** Matches the byte at an offset of the packet. */
const byte: OwnMatch<{ at: number; value: number; inverted: boolean }> = {
  name: "byte",
  options: [
    { name: "at", value: "required" },
    { name: "is", value: "required", invert: true },
  ],
  create: () => ({ at: 0, value: 0, inverted: false }),
  option(info, { id, value, inverted }) {
    if (!/^\d+$/.test(value)) throw new OptionError(`byte: --${id} ${value}: a number is expected`);
    if (id === "at") info.at = Number(value);
    else Object.assign(info, { value: Number(value), inverted });
  },
  check(_info, _context, given) {
    if (!given.has("is")) throw new OptionError("byte: option --is must be given");
  },
  save: (i) => `--at ${i.at} ${i.inverted ? "! " : ""}--is ${i.value}`,
  match({ at, value, inverted }, packet) {
    const { bytes } = packet;
    return at >= bytes.length ? "drop" : (bytes[at] === value) !== inverted;
  },
};

/** Marks a packet with its length. */
const SIZE: OwnTarget = {
  name: "SIZE",
  tables: ["mangle"],
  target(_info, packet) {
    packet.mark = packet.length;
    return "CONTINUE";
  },
};

const answering = (answer: string): OwnTarget => ({
  name: "ANSWER",
  target: () => answer as "ACCEPT",
});

function firewall(rules: string, own: { matches?: OwnMatch[]; targets?: OwnTarget[] }) {
  return createFirewall({ setup: ROUTER + rules, ...own });
}
const withByte = { matches: [byte as OwnMatch] };

describe("a match of one's own", () => {
  test.each([
    ["--at 9 --is 17", "DROP"],
    ["--at 9 --is 6", "ACCEPT"],
    ["--at 9 ! --is 6", "DROP"],
    ["--at 999 --is 6", "DROP"],
  ])("%s", async (options, verdict) => {
    using fw = await firewall(`iptables -A FORWARD -m byte ${options} -j DROP\n`, withByte);
    const result = fw.process(outgoing(), inside);
    expect(result.verdict).toBe(verdict);
    if (options.includes("999")) expect(result.cause).toBe("hotdrop");
  });

  test("is asked after the matches before it, and not when they fail", async () => {
    let calls = 0;
    const counting: OwnMatch = {
      name: "counting",
      match() {
        calls++;
        return false;
      },
    };
    using fw = await firewall(
      `iptables -A FORWARD -p tcp -m counting -j DROP
       iptables -A FORWARD -m ttl --ttl-lt 3 -m counting -j DROP
       iptables -A FORWARD -m counting -m ttl --ttl-lt 3 -j DROP\n`,
      { matches: [counting] },
    );
    fw.process(outgoing(), inside);
    expect(calls).toBe(1);
  });

  test("is printed as it says, and read back; counters move", async () => {
    using fw = await firewall(`iptables -A FORWARD -m byte --at 9 ! --is 6 -j DROP\n`, withByte);
    fw.process(outgoing(), inside);
    expect(fw.save("ipv4")).toContain("[1:36] -A FORWARD -m byte --at 9 ! --is 6 -j DROP\n");
    fw.replace(`iptables-restore <<'EOF'\n${fw.save("ipv4", { counters: false })}EOF\n`);
    expect(fw.process(outgoing(), inside).verdict).toBe("DROP");
  });

  test("may be of one family", async () => {
    const four = { ...byte, families: ["ipv4"] } as OwnMatch;
    await expect(
      firewall("ip6tables -A FORWARD -m byte --is 1\n", { matches: [four] }),
    ).rejects.toThrow(/Couldn't load match `byte'/);
    using fw = await firewall("ip6tables -A FORWARD -m byte --at 6 --is 17 -j DROP\n", withByte);
    expect(fw.process(outgoing6(), inside).verdict).toBe("DROP");
  });

  test("mistakes in its options carry a place", async () => {
    const error = await firewall("iptables -A FORWARD -m byte --is x\n", withByte).catch((e) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toContain("a number is expected");
    await expect(firewall("iptables -A FORWARD -m byte --at 1\n", withByte)).rejects.toThrow(
      /--is must be given/,
    );
  });

  test("may not change the packet", async () => {
    const changing: OwnMatch = {
      name: "changing",
      match(_info, packet) {
        (packet as { mark: number }).mark = 5;
        return true;
      },
    };
    using fw = await firewall("iptables -A FORWARD -m changing\n", { matches: [changing] });
    expect(() => fw.process(outgoing(), inside)).toThrow(/may not change the packet/);
  });
});

describe("a target of one's own", () => {
  test("changes the packet and goes on", async () => {
    using fw = await firewall(
      `iptables -t mangle -A FORWARD -j SIZE
       iptables -t mangle -A FORWARD -m mark --mark 36 -j DROP\n`,
      { targets: [SIZE] },
    );
    const result = fw.process(outgoing(), inside);
    expect([result.verdict, result.mark, result.rule?.number]).toEqual(["DROP", 36, 2]);
  });

  test.each([
    ["ACCEPT", "ACCEPT"],
    ["DROP", "DROP"],
    ["RETURN", "ACCEPT"],
    ["CONTINUE", "DROP"],
    ["STOLEN", "STOLEN"],
  ])("%s", async (answer, verdict) => {
    using fw = await firewall(
      `iptables -N own
       iptables -A own -j ANSWER
       iptables -A own -j DROP
       iptables -A FORWARD -j own\n`,
      { targets: [answering(answer)] },
    );
    expect(fw.process(outgoing(), inside).verdict).toBe(verdict);
  });

  test("is refused in other tables", async () => {
    await expect(firewall("iptables -A FORWARD -j SIZE\n", { targets: [SIZE] })).rejects.toThrow(
      SetupError,
    );
  });

  test("an answer that is none ends the call with TypeError, and the packet", async () => {
    using fw = await firewall("iptables -A FORWARD -j ANSWER\n", { targets: [answering("YES")] });
    expect(() => fw.process(outgoing(), inside)).toThrow(/CONTINUE, ACCEPT, DROP/);
  });
});

describe("names", () => {
  test.each([
    [{ matches: [{ name: "tcp", match: () => true }] }, /there already/],
    [{ targets: [{ name: "LOG", target: () => "ACCEPT" as const }] }, /there already/],
    [{ matches: [{ name: "with space", match: () => true }] }, /letters/],
  ])("%#", async (own, message) => {
    await expect(firewall("", own)).rejects.toThrow(message);
  });
});
