# Outgoing mail takes the cheap link: policy routing by firewall mark.
#
#   eth0  the office               10.0.0.1/24
#   eth1  the fast, dear uplink    192.0.2.1/24      everything else leaves here
#   ppp0  the slow, cheap uplink   195.96.98.1/24    mail leaves here
#
# Run by sh as root it sets up the machine it runs on; given to sluice with --setup it says what
# that machine would do. smtp.pcapng and mailroute.pcapng were recorded on this router.

ip link set lo up
ip link set eth0 up
ip link set eth1 up
ip link set ppp0 up

ip addr add 10.0.0.1/24 dev eth0
ip addr add 192.0.2.1/24 dev eth1
ip addr add 195.96.98.1/24 dev ppp0
ip route add default via 192.0.2.254 dev eth1

sysctl -w net.ipv4.ip_forward=1

# Answers to mail come back on ppp0, while the main table sends their source's address to eth1.
# The strict reverse path filter would drop them; the loose one asks only that a route exists.

sysctl -w net.ipv4.conf.all.rp_filter=2

# What comes from the office for a mail server gets mark 1.

iptables -A PREROUTING -i eth0 -t mangle -p tcp --dport 25 \
  -j MARK --set-mark 1

# Packets with mark 1 have a routing table of their own, whose default is the cheap link.

echo 201 mail.out >> /etc/iproute2/rt_tables
ip rule add fwmark 1 table mail.out
ip route add default via 195.96.98.253 dev ppp0 table mail.out

# Each uplink has its own address, and answers must find their way back to it.

iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE
iptables -t nat -A POSTROUTING -o ppp0 -j MASQUERADE

# Only the office opens connections.

iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -A INPUT -i lo -j ACCEPT
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -i eth0 -s 10.0.0.0/24 -j ACCEPT
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -i eth0 -s 10.0.0.0/24 -j ACCEPT
iptables -A FORWARD -m limit --limit 6/minute -j LOG --log-prefix "dropped: "
