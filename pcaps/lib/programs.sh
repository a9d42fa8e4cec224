# shellcheck shell=bash
# The servers that clients talk to. Each lives until its namespace goes.

# serve NAMESPACE PORT PROGRAM...: starts a TCP server and waits until it listens.
serve() {
  local ns=$1 port=$2 i
  shift 2
  in_ns "$ns" "$@" >"$SCRATCH/$ns.$port.log" 2>&1 </dev/null &
  disown
  for ((i = 0; i < 200; i++)); do
    [ -n "$(in_ns "$ns" ss -Hltn "sport = :$port")" ] && return
    sleep 0.05
  done
  echo "record: $1 does not listen on port $port: $(tail -3 "$SCRATCH/$ns.$port.log")" >&2
  return 1
}

# web_server NAMESPACE: nginx with a small page, a larger file and one that moved.
web_server() {
  local root=$SCRATCH/www.$1
  mkdir -p "$root"
  printf '<!doctype html>\n<title>%s</title>\n<p>A page from %s.\n' "$1" "$1" >"$root/index.html"
  seq -f 'line %05g of a file that takes more than one segment' 400 >"$root/lines.txt"
  cat >"$SCRATCH/nginx.$1.conf" <<EOF
daemon off;
pid $SCRATCH/nginx.$1.pid;
error_log stderr;
user root;
worker_processes 1;
events { worker_connections 64; }
http {
  access_log off;
  types { text/html html; text/plain txt; }
  server {
    listen 80;
    listen [::]:80;
    root $root;
    location = /old { return 301 /; }
  }
}
EOF
  serve "$1" 80 nginx -e stderr -c "$SCRATCH/nginx.$1.conf"
}

# name_server NAMESPACE [DNSMASQ-OPTION...]: dnsmasq that knows example.net.
name_server() {
  local ns=$1
  shift
  cat >"$SCRATCH/dnsmasq.$ns.conf" <<EOF
user=root
no-resolv
no-hosts
bind-interfaces
auth-ttl=300
local-ttl=300
EOF
  serve "$ns" 53 dnsmasq -k -x "$SCRATCH/dnsmasq.$ns.pid" -C "$SCRATCH/dnsmasq.$ns.conf" "$@"
}

# example_net: what the name server of the internet knows.
example_net() {
  local text
  text=$(printf 'a long text record, %.0s' {1..12})
  printf '%s\n' --local=/example.net/ --host-record=www.example.net,$SERVER,$SERVER6 \
    --host-record=shop.example.net,192.0.2.1,$WEB6 --cname=ftp.example.net,www.example.net \
    --mx-host=example.net,mail.example.net,10 --host-record=mail.example.net,203.0.113.9 \
    --txt-record=long.example.net,"$text","$text","$text","$text","$text","$text"
}

# ssh_server NAMESPACE: sshd, and a key that opens it in $SCRATCH/key.
ssh_server() {
  mkdir -p /run/sshd
  [ -f "$SCRATCH/key" ] || ssh-keygen -q -t ed25519 -N '' -C client -f "$SCRATCH/key"
  [ -f "$SCRATCH/host_key" ] || ssh-keygen -q -t ed25519 -N '' -C host -f "$SCRATCH/host_key"
  cp "$SCRATCH/key.pub" "$SCRATCH/authorized_keys"
  serve "$1" 22 /usr/sbin/sshd -D -e -f /dev/null -o HostKey="$SCRATCH/host_key" \
    -o AuthorizedKeysFile="$SCRATCH/authorized_keys" -o StrictModes=no -o UsePAM=no \
    -o PermitRootLogin=prohibit-password -o PermitTunnel=yes -o PidFile=none
}

# ssh_client NAMESPACE SSH-ARGUMENT...
ssh_client() {
  local ns=$1
  shift
  in_ns "$ns" ssh -F /dev/null -i "$SCRATCH/key" -o BatchMode=yes -o LogLevel=ERROR \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "$@"
}

# ftp_server NAMESPACE: vsftpd for anonymous users, over IPv4 and IPv6.
ftp_server() {
  mkdir -p /run/vsftpd/empty "$SCRATCH/ftp"
  echo 'Welcome to ftp.example.net.' >"$SCRATCH/ftp/README"
  seq -f 'file line %04g' 200 >"$SCRATCH/ftp/lines.txt"
  chmod -R a+rX "$SCRATCH" "$SCRATCH/ftp"
  cat >"$SCRATCH/vsftpd.conf" <<EOF
listen=NO
listen_ipv6=YES
background=NO
anonymous_enable=YES
anon_root=$SCRATCH/ftp
local_enable=NO
connect_from_port_20=YES
seccomp_sandbox=NO
secure_chroot_dir=/run/vsftpd/empty
pasv_min_port=50000
pasv_max_port=50100
xferlog_enable=NO
EOF
  serve "$1" 21 vsftpd "$SCRATCH/vsftpd.conf"
}

# mail_server NAMESPACE
mail_server() {
  serve "$1" 25 node "$PCAPS/lib/smtp.mjs" mail.example.net
}
