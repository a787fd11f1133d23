#!/bin/sh
# A libvirtd with its own configuration, state and domains below FOLDER: nothing of the machine's own is touched. Its socket is
# FOLDER/run/libvirt-sock. Needs root, and a mount namespace of its own:
#
#   unshare --mount --propagation private sh libvirtd.sh FOLDER
set -e
folder=$1
mkdir -p "$folder/etc" "$folder/lib" "$folder/run"
# As root, without cgroups or security drivers: the machines are throw-away, and so is what they run in.
cat > "$folder/etc/qemu.conf" << END
user = "root"
group = "root"
security_driver = "none"
cgroup_controllers = []
namespaces = []
stdio_handler = "file"
END
cat > "$folder/libvirtd.conf" << END
unix_sock_dir = "$folder/run"
unix_sock_rw_perms = "0700"
auth_unix_rw = "none"
END
# A user and groups that libvirtd insists on, although it does not use them here.
cp /etc/passwd /etc/group "$folder"
grep -q '^libvirt-qemu:' "$folder/passwd" || echo 'libvirt-qemu:x:64055:64055::/var/lib/libvirt:/usr/sbin/nologin' >> "$folder/passwd"
grep -q '^libvirt-qemu:' "$folder/group" || echo 'libvirt-qemu:x:64055:' >> "$folder/group"
grep -q '^kvm:' "$folder/group" || echo 'kvm:x:64056:' >> "$folder/group"
mkdir -p /etc/libvirt /var/lib/libvirt /run/libvirt
mount --bind "$folder/etc" /etc/libvirt
mount --bind "$folder/lib" /var/lib/libvirt
mount --bind "$folder/run" /run/libvirt
mount --bind "$folder/passwd" /etc/passwd
mount --bind "$folder/group" /etc/group
exec libvirtd --config "$folder/libvirtd.conf" --pid-file "$folder/pid"
