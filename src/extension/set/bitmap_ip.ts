/** bitmap:ip: IPv4 addresses or networks of a range (ipset(8), bitmap:ip). */
import { SetType } from "../../../assembly/set/abi.js";
import { bitmapType } from "../set-type.js";

export const descriptor = bitmapType({
  name: "bitmap:ip",
  about: "IPv4 addresses or networks of a range",
  type: SetType.BITMAP_IP,
  aliases: ["ipmap"],
  parts: ["ip"],
  revision: 3,
  options: ["netmask"],
});
