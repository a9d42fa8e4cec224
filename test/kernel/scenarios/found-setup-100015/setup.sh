ip link set eth0 up
ip link set eth1 up
ip link set eth2 up
ip -6 rule add uidrange 1000-1001 blackhole priority 103
