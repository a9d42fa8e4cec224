import { words } from "../row.js";

export const row = { ...words(() => ""), weight: 0.2 };
