import type { Table } from "../setup/model.js";

/** How many return places the deepest path of jumps in a table needs. A goto needs none. The table
 * has no loops: iptables refuses them. */
export function deepestJump(table: Table): number {
  const known = new Map<string, number>();
  const depthOf = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0);
    let depth = 0;
    for (const rule of table.chains.get(name)?.rules ?? []) {
      const target = rule.target;
      if (target.kind === "jump") depth = Math.max(depth, 1 + depthOf(target.chain));
      else if (target.kind === "goto") depth = Math.max(depth, depthOf(target.chain));
    }
    known.set(name, depth);
    return depth;
  };
  let deepest = 0;
  for (const name of table.chains.keys()) deepest = Math.max(deepest, depthOf(name));
  return deepest;
}
