#!/bin/sh
# Starts Keystone, Placement, Glance and Nova of this root, with Nova's fake virt driver, and stays until they are ended with it: the caller
# runs it as the first process of a PID namespace of its own. Its environment names the ports and the databases (lab.ts).
set -e
root=$1 own=$2
mount -t tmpfs tmpfs "$own"
mkdir "$own/upper" "$own/work" "$own/all"
mount -t overlay overlay -o "lowerdir=$root,upperdir=$own/upper,workdir=$own/work" "$own/all"
mount -t proc proc "$own/all/proc"
mount --rbind /dev "$own/all/dev"
mkdir -p "$own/all/var/log/openstack"
mount --bind "$4" "$own/all/var/log/openstack"
cp -r "$3/." "$own/all/etc/"
exec chroot "$own/all" /bin/sh -c '
  set -e
  cd /
  export HOME=/root LC_ALL=C.UTF-8 OS_LOG=/var/log/openstack
  printf "127.0.0.1 localhost %s\n" "$(hostname)" > /etc/hosts
  mkdir -p /run/rabbit /var/lib/nova/lock /var/lib/glance/images
  start() { name=$1; shift; "$@" > $OS_LOG/$name.log 2>&1 & }
  web() { start $1 uwsgi_python3 --master --processes 2 --enable-threads --thunder-lock --need-app \
    --buffer-size 65535 --die-on-term --http-socket 127.0.0.1:$2 --wsgi-file $3; }

  export RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOG_BASE=$OS_LOG RABBITMQ_MNESIA_BASE=/run/rabbit \
    RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_PID_FILE=/run/rabbit/pid
  chown -R rabbitmq /run/rabbit
  chmod 1777 $OS_LOG
  start rabbit /usr/lib/rabbitmq/bin/rabbitmq-server

  (
    keystone-manage db_sync
    keystone-manage fernet_setup --keystone-user keystone --keystone-group keystone
    keystone-manage credential_setup --keystone-user keystone --keystone-group keystone
    keystone-manage bootstrap --bootstrap-password "$ADMIN_PASSWORD" --bootstrap-region-id RegionOne \
      --bootstrap-admin-url $KEYSTONE --bootstrap-internal-url $KEYSTONE --bootstrap-public-url $KEYSTONE
  ) > $OS_LOG/keystone-db.log 2>&1 & keystone=$!
  (placement-manage db sync; glance-manage db_sync) > $OS_LOG/small-db.log 2>&1 & small=$!
  (
    nova-manage api_db sync
    nova-manage cell_v2 map_cell0 --database_connection "$CELL0"
    nova-manage cell_v2 create_cell --name cell1
    nova-manage db sync
  ) > $OS_LOG/nova-db.log 2>&1 & nova=$!
  wait $keystone; wait $small; wait $nova
  web keystone $KEYSTONE_PORT /usr/bin/keystone-wsgi-public
  web placement $PLACEMENT_PORT /usr/bin/placement-api
  web nova-api $NOVA_PORT /usr/bin/nova-api-wsgi
  start glance glance-api --config-file /etc/glance/glance-api.conf
  # They end when Keystone does not know their user yet.
  for one in conductor scheduler compute; do
    start $one sh -c "while :; do nova-$one; sleep 1; done"
  done
  echo started
  wait
'
