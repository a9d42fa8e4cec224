/** bitmap:port: TCP and UDP ports of a range (ipset(8), bitmap:port). */
import { SetType } from "../../../assembly/set/abi.js";
import { bitmapType } from "../set-type.js";

export const descriptor = bitmapType({
  name: "bitmap:port",
  about: "TCP and UDP ports of a range",
  type: SetType.BITMAP_PORT,
  aliases: ["portmap"],
  parts: ["plain-port"],
  revision: 3,
});
