# shellcheck shell=bash
#= ftp-passive.pcap | vsftpd, tnftp | Passive: PASV for a listing, EPSV for a file, on the client.
#= ftp-active.pcap | vsftpd, tnftp | Active: PORT, then the server connects back from port 20;
#=   recorded on the server.
#= ftp6.pcap | vsftpd, tnftp | The same over IPv6: EPSV for a listing, EPRT for a file.

ftp_session() {
  local mode=$1 host=$2
  shift 2
  printf '%s\n' "user anonymous client@example.net" "$@" quit |
    (cd "$SCRATCH" && in_ns client tnftp -n -v "$mode" "$host") >"$SCRATCH/ftp.log" 2>&1
  grep -q '^226' "$SCRATCH/ftp.log" || die "ftp: $(cat "$SCRATCH"/ftp.log "$SCRATCH"/server.21.log)"
}

network
open_router
ftp_server server
capture client ftp-passive.pcap -i eth0 tcp
ftp_session -p $SERVER "epsv4 off" ls epsv4 "get lines.txt"
captured
capture server ftp-active.pcap -i eth0 tcp
ftp_session -A $SERVER "epsv4 off" ls "get lines.txt"
captured
capture client ftp6.pcap -i eth0 tcp
ftp_session -p $SERVER6 ls passive "get lines.txt"
captured
