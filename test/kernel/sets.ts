// Holds what `ipset save` prints against what sluice prints. What may differ: the start of a hash that
// nobody gave (initval), with it the order of elements and how far the table has grown; a second in
// a timeout.

/** ipset 7.17 prints the prefix length of something else behind a bitmask, now and then. */
const tidy = (line: string): string => line.replace(/( bitmask \S+?)\/\d+$/, "$1");

/** A create line without what nobody gave. */
const drawn = (line: string): string =>
  line.replace(/ initval 0x[0-9a-f]{8}$/, " initval DRAWN").replace(/ hashsize \d+/, " hashsize N");

/** A line without its timeout, and the timeout. */
function timed(line: string): { text: string; timeout: number } {
  const found = / timeout (\d+)/.exec(line.startsWith("add") ? line : "");
  if (found === null) return { text: line, timeout: 0 };
  return { text: line.replace(found[0], " timeout T"), timeout: Number(found[1]) };
}

/** Lines of elements grouped by their set, with the create line, in the order of the sets. */
function bySet(text: string): { create: string; elements: string[] }[] {
  const sets: { create: string; elements: string[] }[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("create ")) sets.push({ create: tidy(line), elements: [] });
    else if (line !== "") sets.at(-1)?.elements.push(line);
  }
  return sets;
}

/** All differences, one sentence each; `slack` seconds of a timeout are none. */
export function compareSets(kernel: string, other: string, slack = 1): string[] {
  const found: string[] = [];
  const [k, o] = [bySet(kernel), bySet(other)];
  for (let i = 0; i < Math.max(k.length, o.length); i++) {
    const [a, b] = [k[i], o[i]];
    if (a === undefined) found.push(`ipset: too much: ${b!.create}`);
    else if (b === undefined) found.push(`ipset: missing: ${a.create}`);
    else if (a.create !== b.create && drawn(a.create) !== drawn(b.create)) {
      found.push(`ipset: ${b.create}, the kernel's ${a.create}`);
    } else found.push(...compareElements(a, b, slack));
  }
  return found;
}

interface SetText {
  readonly create: string;
  readonly elements: readonly string[];
}

function compareElements(kernel: SetText, other: SetText, slack: number): string[] {
  const found: string[] = [];
  // under the same initval the order is the kernel's too
  const sorted = kernel.create !== other.create;
  const lines = (all: readonly string[]) => {
    const read = all.map(timed);
    return sorted ? read.sort((x, y) => (x.text < y.text ? -1 : x.text > y.text ? 1 : 0)) : read;
  };
  const [k, o] = [lines(kernel.elements), lines(other.elements)];
  for (let i = 0; i < Math.max(k.length, o.length); i++) {
    const [a, b] = [k[i], o[i]];
    if (a?.text !== b?.text) {
      found.push(`ipset: ${b?.text ?? "nothing"}, the kernel's ${a?.text ?? "nothing"}`);
    } else if (Math.abs(a!.timeout - b!.timeout) > slack) {
      found.push(`ipset: timeout ${b!.timeout}, the kernel's ${a!.timeout}: ${a!.text}`);
    }
  }
  return found;
}
