#!/bin/bash
# Records the captures of this directory again: real programs, in network namespaces made for it.
#
#   npm run pcaps            all of them        (or: pcaps/record.sh)
#   pcaps/record.sh NAME...  the captures of scenario/NAME.sh
#
# Needs root on Linux. Everything happens in mount, process and network namespaces of its own:
# when this script ends, however it ends, so does every program that it started, and nothing of
# the network or of its files is left but the captures.
set -euo pipefail

PCAPS=$(cd "$(dirname "$0")" && pwd)
PACKAGES="tcpdump wireshark-common iproute2 iptables nginx-light curl bind9-dnsutils dnsmasq \
openssh-server openssh-client vsftpd tnftp iputils-ping traceroute nmap hping3 perl-base"
PROGRAMS="tcpdump dumpcap capinfos ip ss iptables ip6tables nginx curl dig dnsmasq sshd ssh \
ssh-keygen vsftpd tnftp ping traceroute nmap hping3 perl node unshare setpriv"

die() {
  echo "record: $*" >&2
  exit 1
}

check() {
  local program missing=
  [ "$(id -u)" = 0 ] || die "needs root, for network namespaces and tcpdump"
  for program in $PROGRAMS; do
    command -v "$program" >/dev/null || missing+=" $program"
  done
  [ -z "$missing" ] || die "missing:$missing"$'\n'"  apt-get install $PACKAGES"
}

# alone: a private /run and /etc/iproute2, so that namespaces, sockets and table names are ours.
alone() {
  mount -t tmpfs -o mode=755 none /run
  mkdir -p /run/netns /run/scratch
  cp -a /etc/iproute2 /run/iproute2
  mount --bind /run/iproute2 /etc/iproute2
  SCRATCH=/run/scratch
}

# record NAME: runs one scenario and moves its captures here only when all went well.
record() {
  local file
  [ -f "$PCAPS/scenario/$1.sh" ] || die "no scenario '$1'; there are: $(scenarios | tr '\n' ' ')"
  echo "$1" >&2
  rm -rf "$SCRATCH"
  mkdir -p "$SCRATCH/out"
  cd "$SCRATCH/out"
  # shellcheck source=/dev/null
  source "$PCAPS/scenario/$1.sh"
  no_network
  for file in *.pcap *.pcapng; do
    [ -e "$file" ] || continue
    chmod 644 "$file"
    cp "$file" "$PCAPS/$file"
  done
}

scenarios() {
  find "$PCAPS/scenario" -name '*.sh' -printf '%f\n' | sed 's/\.sh$//' | sort
}

# table: README.md's table, from the '#= FILE | PROGRAMS | WHAT IT SHOWS' lines of the scenarios
# ('#=   ' continues a line).
table() {
  local file programs shows
  echo '| file | format | link layer | packets | made by | what it shows |'
  echo '|---|---|---|---|---|---|'
  sed -n 's/^#= //p' "$PCAPS"/scenario/*.sh | sed -e ':a' -e 'N;s/\n  */ /;ta' -e 'P;D' | sort |
    while IFS='|' read -r file programs shows; do
      file=${file// /}
      [ -e "$PCAPS/$file" ] || continue
      capinfos -T -r -t -E -c "$PCAPS/$file" 2>/dev/null |
        awk -F'\t' -v shows="$shows" -v programs="$programs" -v file="$file" '{
          format = $2 ~ /ng/ ? "pcapng" : $2 ~ /nsec/ ? "pcap, ns" : "pcap"
          printf "| %s | %s | %s | %d |%s|%s |\n", file, format, $3, $4, programs, shows }'
    done
}

write_table() {
  table >"$SCRATCH/table"
  awk -v table="$SCRATCH/table" '
    /<!-- end of table -->/ { while ((getline line < table) > 0) print line; print ""; skip = 0 }
    !skip { print }
    /<!-- table/ { print ""; skip = 1 }' "$PCAPS/README.md" >"$SCRATCH/README.md"
  cp "$SCRATCH/README.md" "$PCAPS/README.md"
}

# outside: what stays in the world and waits. Interrupted, killed or done, it takes the first
# process of the namespaces with it, and that one all others.
outside() {
  check
  SLUICE_RECORD=alone setpriv --pdeathsig KILL \
    unshare --mount --pid --net --fork --kill-child --mount-proc "$0" "$@" &
  trap 'kill -KILL $! 2>/dev/null; exit 130' INT TERM HUP
  wait $!
}

if [ "${SLUICE_RECORD:-}" != alone ]; then
  outside "$@"
  exit
fi

for lib in network capture programs; do
  # shellcheck source=/dev/null
  source "$PCAPS/lib/$lib.sh"
done
alone
for name in ${*:-$(scenarios)}; do record "$name"; done
write_table
