# shellcheck shell=bash
#= ssh.pcap | sshd, ssh | A login by key, one command, logout; recorded on the server with
#=   nanoseconds.

network
open_router
ssh_server server
capture server ssh.pcap --time-stamp-precision=nano -i eth0 tcp port 22
ssh_client client root@$SERVER 'echo hello' >/dev/null
captured
