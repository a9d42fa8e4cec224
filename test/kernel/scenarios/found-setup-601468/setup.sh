ip link set eth0 up
ip link set eth1 up
ip link set eth2 up
iptables -t raw -A PREROUTING ! -i eth1 -p dccp -m dccp --dccp-option 32 -j CONNMARK --xor-mark 5
