/** A virtual machine as libvirt is told of it. */
export interface Domain {
  /** Also the domain's UUID. */
  readonly hostId: string;
  readonly fleetId: string;
  readonly poolId: string;
  readonly name: string;
  readonly type: 'kvm' | 'qemu';
  readonly memoryMiB: number;
  readonly cpus: number;
  readonly kernel: string;
  readonly initrd: string;
  readonly bridge: string;
  readonly seed: string;
  readonly console: string;
}

/** Format: https://libvirt.org/formatdomain.html. The kernel's command line can be read by everyone: nothing of the order is on it. */
export function domainXml(domain: Domain): string {
  const { hostId, fleetId, poolId, name, type, memoryMiB, cpus } = domain;
  // An emulated processor is named; a real one is passed through.
  const cpu =
    type === 'kvm' ? "<cpu mode='host-passthrough'/>" : "<cpu mode='custom'><model>Nehalem</model></cpu>";
  return `<domain type='${type}'>
  <name>${text(name)}</name>
  <uuid>${text(hostId)}</uuid>
  <metadata><scanfleet:host xmlns:scanfleet='urn:scanfleet:host' fleet='${text(fleetId)}' pool='${text(poolId)}'/></metadata>
  <memory unit='MiB'>${memoryMiB}</memory>
  <vcpu>${cpus}</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    <kernel>${text(domain.kernel)}</kernel>
    <initrd>${text(domain.initrd)}</initrd>
    <cmdline>console=ttyS0 quiet panic=-1</cmdline>
  </os>
  ${cpu}
  <features><acpi/></features>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>destroy</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/><source file='${text(domain.seed)}'/><target dev='vda' bus='virtio'/><readonly/>
    </disk>
    <interface type='bridge'><source bridge='${text(domain.bridge)}'/><model type='virtio'/></interface>
    <serial type='file'><source path='${text(domain.console)}'/></serial>
  </devices>
</domain>
`;
}

/** Whose a domain is, as its metadata say; undefined: not ours to know. `xml` is libvirt's own, as dumpxml prints it. */
export function fleetOf(xml: string): string | undefined {
  const [mark] = /<scanfleet:host [^>]*>/.exec(xml) ?? [];
  return mark && /\bfleet=['"]([0-9a-f-]{36})['"]/.exec(mark)?.[1];
}

const text = (value: string): string =>
  value.replace(/[&<>'"]/g, (character) => `&#${character.charCodeAt(0)};`);
