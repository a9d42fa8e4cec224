import { words } from "../row.js";

export const row = { ...words(() => ""), weight: 1.5 };
