// What the real ipset made of commands, sluice makes of them: the same refusals in substance, the
// same sets left behind.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { saveSets } from "../../../src/setup/ipset/print.js";
import { checkSetup, emptySetup } from "../../../src/setup/setup.js";
import { compareSets } from "../../kernel/sets.js";

interface Answer {
  readonly line: string;
  readonly status: number;
  readonly said: string;
  readonly printed: string;
}

interface Block {
  readonly answers: readonly Answer[];
  readonly left: string;
}

const blocks = JSON.parse(readFileSync("test/setup/ipset/answers.json", "utf8")) as Block[];

/** A case as the text of a setup. */
function setupOf(line: string): string {
  const [command, dump] = line.split(" << ");
  const rest = dump === undefined ? "" : ` <<'END'\n${dump.split(" | ").join("\n")}\nEND`;
  return `ipset ${command}${rest}\n`;
}

/** Without case, quotes, version and the words around: ipset is of many minds about them. */
function plain(text: string): string {
  return text
    .replace(/^ipset v\S+ |^Warning: |Try `ipset help.*$/gm, "")
    .toLowerCase()
    .replace(/["'`\s]+/g, " ")
    .replace(/[.\s]+$/, "")
    .trim();
}

describe.each(blocks.map((block) => [block.answers[0]!.line, block] as const))(
  "block: %s",
  (_, block) => {
    const setup = emptySetup();
    const said = block.answers.map(({ line }) => {
      const { errors, outputs } = checkSetup(setupOf(line), { base: setup });
      return { message: errors[0]?.message ?? null, printed: outputs.map((o) => o.text).join("") };
    });

    it.each(block.answers.map((answer, i) => [answer.line, i] as const))("ipset %s", (_line, i) => {
      const answer = block.answers[i]!;
      const mine = said[i]!;
      if (/^(-q )?test /.test(answer.line) && mine.message === null) {
        // its status says what it prints
        const yes = !/ is NOT in set /.test(mine.printed);
        if (mine.printed !== "") expect(yes).toBe(answer.status === 0);
        return;
      }
      if (answer.status === 0) {
        expect(mine.message).toBe(null);
        if (answer.line.startsWith("save"))
          expect(compareSets(answer.printed, mine.printed)).toEqual([]);
      } else {
        expect(mine.message).not.toBe(null);
        // of several lines one is enough
        const lines = answer.said
          .split("\n")
          .map(plain)
          .filter((text) => text !== "");
        const mineText = plain(mine.message!);
        const fits = lines.some((text) => text.includes(mineText) || mineText.includes(text));
        expect(fits || answer.line.startsWith("-q"), `${mine.message} / ${answer.said}`).toBe(true);
      }
    });

    it("leaves the same behind", () => {
      expect(compareSets(block.left, saveSets(setup.sets))).toEqual([]);
    });
  },
);
