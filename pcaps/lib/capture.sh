# shellcheck shell=bash
# Starting and stopping tcpdump and dumpcap. `ip netns exec` becomes the program, so that $! is it.

CAPTURES=()

# wait_for FILE PATTERN WHAT: until a program has said that it is ready.
wait_for() {
  local i
  for ((i = 0; i < 200; i++)); do
    grep -q -- "$2" "$1" 2>/dev/null && return
    sleep 0.05
  done
  echo "record: $3 did not start: $(tail -3 "$1")" >&2
  return 1
}

# capture NAMESPACE FILE TCPDUMP-ARGUMENT...: records until captured.
capture() {
  local ns=$1 file=$2 log=$SCRATCH/tcpdump.${#CAPTURES[@]}.log
  shift 2
  : >"$log"
  ip netns exec "$ns" tcpdump -n -U --immediate-mode -Z root -w "$file" "$@" 2>"$log" &
  CAPTURES+=($!)
  wait_for "$log" "listening on" "tcpdump $*"
}

# capture_ng NAMESPACE FILE DEVICE...: pcapng with the names of the interfaces, by dumpcap.
capture_ng() {
  local ns=$1 file=$2 log=$SCRATCH/dumpcap.${#CAPTURES[@]}.log dev
  local args=()
  shift 2
  for dev in "$@"; do args+=(-i "$dev"); done
  : >"$log"
  ip netns exec "$ns" dumpcap -q -w "$file" "${args[@]}" 2>"$log" &
  CAPTURES+=($!)
  wait_for "$log" "^File:" "dumpcap $*"
  # dumpcap names its file before it reads the first packet
  sleep 0.3
}

# captured: ends every recording that runs.
captured() {
  local pid
  sleep 0.4
  for pid in "${CAPTURES[@]}"; do kill "$pid"; done
  for pid in "${CAPTURES[@]}"; do wait "$pid" || true; done
  CAPTURES=()
}
