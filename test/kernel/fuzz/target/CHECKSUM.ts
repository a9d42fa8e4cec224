import { words } from "../row.js";

export const row = words(() => "--checksum-fill");
