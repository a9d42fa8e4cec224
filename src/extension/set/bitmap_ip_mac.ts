/** bitmap:ip,mac: IPv4 addresses of a range with their MAC, which the first packet may fill in (ipset(8), bitmap:ip,mac). */
import { SetType } from "../../../assembly/set/abi.js";
import { bitmapType } from "../set-type.js";

export const descriptor = bitmapType({
  name: "bitmap:ip,mac",
  about: "IPv4 addresses of a range with their MAC, which the first packet may fill in",
  type: SetType.BITMAP_IP_MAC,
  aliases: ["macipmap"],
  parts: ["host", "mac"],
  revision: 3,
  optionalLast: true,
});
