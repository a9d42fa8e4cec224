/**
 * Tables of rules for the host half of a target, one line a case:
 *
 *   46 mangle FORWARD -j MARK --set-mark 1 ; --set-xmark 0x1/0xffffffff ; MARK set 0x1
 *   46 mangle FORWARD -j MARK --set-mark x ; FAIL bad integer value
 *
 * Families, table, chain and rule; what iptables-save prints behind the target's name; what
 * iptables -L prints; what -L -n prints where that is something else. Or FAIL, with words of
 * iptables' refusal; without words the kernel refused ("Invalid argument").
 *
 * Matches have the same tables; there the rule stands without -j, and what is saved and listed are
 * all of its matches: -L -n first, then -L where that is something else.
 *
 *   6 filter FORWARD -m hl --hl-eq 5 ; -m hl --hl-eq 5 ; HL match HL == 5
 *
 * All that stands in these tables was answered by iptables 1.8.9 (legacy) on Linux 6.18.
 */
import { describe, expect, test } from "vitest";
import type { Family, RecordWriter, TargetExtension } from "../../src/extension/extension.js";
import { accepts, refuses } from "../support/extension.js";
import { drive } from "./drive.js";

interface Case {
  readonly family: Family;
  /** "mangle FORWARD". */
  readonly where: string;
  readonly rule: string;
  readonly answers: readonly string[];
}

function parse(table: string): Case[] {
  const cases: Case[] = [];
  for (const line of table.split("\n")) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const [head, ...answers] = line.split(" ; ").map((part) => part.trim());
    const [, families, where, rule] = /^(\d+) (\w+ \w+) (.*)$/.exec(head!)!;
    for (const digit of families!) {
      const family = digit === "4" ? "ipv4" : "ipv6";
      cases.push({ family, where: where!, rule: rule!, answers });
    }
  }
  return cases;
}

/** A writer that refuses what lies outside the reserved record. */
export class CheckedWriter implements RecordWriter {
  record = new DataView(new ArrayBuffer(0));

  reserve(size: number): void {
    this.record = new DataView(new ArrayBuffer(size));
  }
  u8(offset: number, value: number): void {
    expect(value).toBe(value & 0xff);
    this.record.setUint8(offset, value);
  }
  u16(offset: number, value: number): void {
    expect(value).toBe(value & 0xffff);
    this.record.setUint16(offset, value, true);
  }
  u32(offset: number, value: number): void {
    expect(value).toBe(value >>> 0);
    this.record.setUint32(offset, value, true);
  }
  u64(offset: number, value: bigint): void {
    this.record.setBigUint64(offset, value, true);
  }
  bytes(offset: number, value: Uint8Array): void {
    value.forEach((byte, i) => {
      this.record.setUint8(offset + i, byte);
    });
  }
  /** The record as hexadecimal digits. */
  hex(): string {
    return Buffer.from(this.record.buffer).toString("hex");
  }
}

/** Runs the table: texts as printed, read again from what is saved, encoded within the record. */
export function targetCases(extension: TargetExtension, table: string): void {
  describe(`${extension.name}: rules as iptables takes and prints them`, () => {
    test.each(parse(table).map((c) => [`${c.family} ${c.where} ${c.rule}`, c] as const))(
      "%s",
      (_, c) => {
        const answer = drive(extension, c.family, c.where, c.rule);
        const [save, list, numeric] = c.answers;
        if (save!.startsWith("FAIL")) {
          if (!("refused" in answer)) throw new Error(`accepted: ${JSON.stringify(answer)}`);
          expect(answer.refused.toLowerCase()).toContain(save!.slice(5).toLowerCase());
          return;
        }
        if ("refused" in answer) throw new Error(`refused: ${answer.refused}`);
        const { info, table: name, ...texts } = answer;
        // tables hold no blanks at the end, which some targets print
        const shown = [texts.save, texts.list.trimEnd(), texts.numeric.trimEnd()];
        expect(shown).toEqual([save, list, numeric ?? list]);
        const writer = new CheckedWriter();
        const numbers = {
          interfaceIndex: () => 1,
          setIndex: () => 1,
          object: () => 0,
          ownObject: 0,
        };
        const names = { ruleId: 1, table: name, ...numbers };
        extension.encode(info, writer, { family: c.family, ...names });
        // forms of a base port that iptables prints and does not read
        if (/\/0$|:\d+\/\d+$/.test(save!)) return;
        const before = c.rule.slice(0, c.rule.indexOf("-j "));
        const again = `${before}-j ${extension.name} ${save}`;
        expect(drive(extension, c.family, c.where, again, "restore")).toMatchObject(texts);
      },
    );
  });
}

/** Runs the table of a match. */
export function matchCases(name: string, table: string): void {
  describe(`${name}: rules as iptables takes and prints them`, () => {
    for (const { family, where, rule, answers } of parse(table)) {
      const [tableName, chain] = where.split(" ");
      const text = `-t ${tableName} -A ${chain} ${rule}`;
      const [save, numeric, names] = answers;
      if (save!.startsWith("FAIL")) refuses(family, [[text, save!.slice(5)]]);
      else accepts(family, [[text, save!, numeric!, names ?? numeric!]]);
    }
  });
}
