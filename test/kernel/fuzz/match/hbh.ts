import { headerOptionsRow } from "../header-options.js";

export const row = headerOptionsRow("hbh");
