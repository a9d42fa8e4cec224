/** realm: the realm of the packet's route (iptables-extensions(8), realm). */
import { RealmInfo } from "../../generated/layout/match/realm.js";
import { onlyHooks, requireOption } from "../checks.js";
import { match } from "../extension.js";
import { mappedOption, mappedText, type NumberNames } from "../mapped-number.js";
import { bang, type Masked } from "../values.js";

interface RealmOptions {
  realm: Masked;
  inverted: boolean;
  /** The lines of /etc/iproute2/rt_realms. */
  names: NumberNames;
}

export const extension = match<RealmOptions>({
  name: "realm",
  about: "the realm of the packet's route, with the names of /etc/iproute2/rt_realms",
  decidedBy: ["setup"],
  families: ["ipv4"],
  options: [{ name: "realm", value: "required", invert: true }],
  create: ({ names }) => ({
    realm: { value: 0, mask: 0 },
    inverted: false,
    names: names?.realms ?? new Map(),
  }),
  option(info, use) {
    info.realm = mappedOption(use, "realm", info.names);
    info.inverted = use.inverted;
  },
  check(_info, context, given) {
    requireOption(given, "realm", "realm");
    onlyHooks(context, "realm", ["INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]);
  },
  save: ({ realm, inverted, names }) =>
    `${bang(inverted)}--realm ${mappedText(realm, names, false)}`,
  list: ({ realm, inverted, names }, _family, numeric) =>
    `${bang(inverted)}realm ${mappedText(realm, names, numeric)}`,
  encode({ realm, inverted }, record) {
    record.reserve(RealmInfo.size);
    record.u32(RealmInfo.realm, realm.value);
    record.u32(RealmInfo.mask, realm.mask);
    record.u32(RealmInfo.invert, inverted ? 1 : 0);
  },
});
