/** Sets, estimators and what else rules need to be there: what stands in front of such a rule, else nothing. */
export function setsFor(rule: string): string {
  if (/-m rateest /.test(rule)) return estimators;
  if (/-j SECMARK/.test(rule)) return "echo SELINUX=enforcing > /etc/selinux/config\n";
  if (/-m nfacct /.test(rule)) return "nfacct add a\nnfacct add b packet 3\n";
  if (!/--(match|add|del|map)-set |--set a /.test(rule)) return "";
  return `ipset create a hash:ip timeout 100 counters skbinfo
ipset create p hash:ip,port
ipset create s6 hash:ip family inet6
ipset create l list:set
ipset create bp bitmap:port range 0-100
`;
}

const estimators = ["a", "b", "123456789012345"]
  .map(
    (name) =>
      `iptables -t raw -A PREROUTING -j RATEEST --rateest-name ${name} ` +
      "--rateest-interval 1s --rateest-ewmalog 2s\n",
  )
  .join("");
