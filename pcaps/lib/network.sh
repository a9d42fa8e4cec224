# shellcheck shell=bash
# The network of namespaces that the captures come from.
#
#   client ------- eth1 router eth0 ------- isp ------- server
#   10.0.0.5           |  192.0.2.1     192.0.2.254     203.0.113.9
#   2001:db8:1:1::5    |  2001:db8:0:1::1     ::fe      2001:db8:9::9
#                     eth2
#                      |
#                     web  10.0.1.80, 2001:db8:1:2::80
#
# Everything here runs in the private mount and process namespaces that record.sh makes, so
# the namespaces end with it, whatever happens.

# The names are used by the scenarios too.
# shellcheck disable=SC2034
{
  CLIENT=10.0.0.5 CLIENT6=2001:db8:1:1::5
  SERVER=203.0.113.9 SERVER6=2001:db8:9::9
  WEB=10.0.1.80 WEB6=2001:db8:1:2::80
}

# in_ns NAMESPACE COMMAND...: runs a command there.
in_ns() {
  ip netns exec "$@"
}

# make_ns NAME...: empty namespaces that send nothing unasked.
make_ns() {
  local ns
  for ns in "$@"; do
    ip netns add "$ns"
    in_ns "$ns" sysctl -qw net.ipv6.conf.default.accept_dad=0 \
      net.ipv6.conf.default.router_solicitations=0 net.ipv6.conf.default.accept_ra=0 \
      net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0
    ip -n "$ns" link set lo up
  done
}

# plain_frames NAMESPACE DEVICE: what tcpdump sees is what a wire would carry: no segments
# larger than the MTU, no checksums left to a device that does not exist.
plain_frames() {
  # SIOCETHTOOL with ETHTOOL_S{TXCSUM,SG,TSO,GSO,GRO} = 0. perl is on every Debian; ethtool is not.
  in_ns "$1" perl -MSocket -e '
    socket(my $s, AF_INET, SOCK_DGRAM, 0) or die "socket: $!";
    for my $command (0x17, 0x19, 0x1f, 0x24, 0x2c) {
      my $value = pack("LL", $command, 0);
      my $request = pack("a16px8", $ARGV[0], $value);
      defined ioctl($s, 0x8946, $request) or die "ethtool $command on $ARGV[0]: $!";
    }' "$2"
}

# wire NS-A DEVICE-A MAC-A NS-B DEVICE-B MAC-B: a cable between two namespaces, still down.
wire() {
  ip -n "$1" link add "$2" address "$3" type veth peer name "$5" address "$6" netns "$4"
  plain_frames "$1" "$2"
  plain_frames "$4" "$5"
}

# address NAMESPACE DEVICE ADDRESS...: brings the device up with these addresses.
address() {
  local ns=$1 dev=$2 a
  shift 2
  ip -n "$ns" link set "$dev" up
  for a in "$@"; do ip -n "$ns" addr add "$a" dev "$dev"; done
}

# network: cables and every machine but the router, whose interfaces stay bare and down.
network() {
  make_ns client router web isp server
  # The router's addresses are those that sluice gives interfaces unless told otherwise.
  wire router eth0 02:00:00:00:00:01 isp eth1 02:00:00:00:02:fe
  wire router eth1 02:00:00:00:00:02 client eth0 02:00:00:00:01:05
  wire router eth2 02:00:00:00:00:03 web eth0 02:00:00:00:03:80
  wire isp eth0 02:00:00:00:09:fe server eth0 02:00:00:00:09:09
  address client eth0 $CLIENT/24 $CLIENT6/64
  address web eth0 $WEB/24 $WEB6/64
  address server eth0 $SERVER/24 $SERVER6/64
  address isp eth0 203.0.113.254/24 2001:db8:9::fe/64
  address isp eth1 192.0.2.254/24 2001:db8:0:1::fe/64
  forwarding isp
  ip -n isp route add 2001:db8:1::/48 via 2001:db8:0:1::1
  default_route client 10.0.0.1 2001:db8:1:1::1
  default_route web 10.0.1.1 2001:db8:1:2::1
  default_route server 203.0.113.254 2001:db8:9::fe
}

forwarding() {
  in_ns "$1" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
}

# default_route NAMESPACE GATEWAY GATEWAY6
default_route() {
  ip -n "$1" route add default via "$2"
  ip -n "$1" route add default via "$3"
}

# open_router: a router without any rule, which everybody knows the way back through.
open_router() {
  address router eth0 192.0.2.1/24 2001:db8:0:1::1/64
  address router eth1 10.0.0.1/24 2001:db8:1:1::1/64
  address router eth2 10.0.1.1/24 2001:db8:1:2::1/64
  forwarding router
  default_route router 192.0.2.254 2001:db8:0:1::fe
  ip -n isp route add 10.0.0.0/16 via 192.0.2.1
}

# set_up NAMESPACE SCRIPT: runs a setup there, as an administrator would. The machine has the
# addresses that the setup gives it and no others. `iptables` is iptables-legacy, the kernel's
# x_tables, where the system has the choice.
set_up() {
  local name
  mkdir -p "$SCRATCH/legacy"
  for name in iptables ip6tables; do
    for name in $name $name-save $name-restore; do
      ln -sf "$(command -v "${name/tables/tables-legacy}" || command -v "$name")" \
        "$SCRATCH/legacy/$name"
    done
  done
  in_ns "$1" sysctl -qa --pattern '^net.ipv6.conf.[a-z0-9]*.addr_gen_mode' |
    sed 's/ .*/=1/' | in_ns "$1" xargs sysctl -qw
  PATH=$SCRATCH/legacy:$PATH in_ns "$1" sh -e "$2" >"$SCRATCH/setup.log"
}

# no_network: the machines of the last recording go, and with them what runs in them.
no_network() {
  local ns
  for ns in $(ip netns list | cut -d' ' -f1); do
    ip netns pids "$ns" | xargs -r kill -9 2>/dev/null || true
    ip netns del "$ns"
  done
}
