import { words } from "../row.js";

// a label is shared by all rules that name it, with one kind of timer
export const row = words((c) =>
  c.pick([`--timeout ${c.between(1, 9)} --label idle`, "--timeout 5 --label awake --alarm"]),
);
