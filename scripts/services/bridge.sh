#!/bin/sh
# A bridge of this machine's own, and a network namespace of the same name on it, in which something may be scanned. Needs root.
#
#   bridge.sh up NAME A.B.C     the machine is A.B.C.1/26 on it, the namespace A.B.C.62
#   bridge.sh down NAME         both, whatever there is of them
set -e
name=$2
case $1 in
  up)
    ip link add "$name" type bridge
    # Its own for good: else it takes the least of its ports', anew with each that comes or goes.
    ip link set "$name" address "$(cat "/sys/class/net/$name/address")"
    ip address add "$3.1/26" dev "$name"
    ip link set "$name" up
    ip netns add "$name"
    ip link add "$name-t" type veth peer name eth0 netns "$name"
    ip link set "$name-t" master "$name" up
    ip -n "$name" link set lo up
    ip -n "$name" address add "$3.62/26" dev eth0
    ip -n "$name" link set eth0 up
    ;;
  down)
    ip netns delete "$name" 2> /dev/null || true
    ip link delete "$name" 2> /dev/null || true
    ;;
esac
