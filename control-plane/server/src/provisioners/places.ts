import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock, CONFIG, readOperatorFile, type Config } from '../platform';
import { libvirtPlace, LibvirtProvisioner } from './drivers/libvirt';
import { netnsPlace, NetnsProvisioner } from './drivers/netns';
import { openstackPlace, OpenStackProvisioner } from './drivers/openstack';
import { processPlace, ProcessProvisioner } from './drivers/process';
import { staticPlace, StaticProvisioner } from './drivers/static';
import type { Provisioner } from './provisioner';

/** What every place may say besides what its driver asks for. */
const shared = {
  /** Where this place's machines reach the fleet's door, if not at SCANFLEET_FLEET_URL. */
  fleetUrl: z.url({ protocol: /^https$/ }).optional(),
};

const place = z.discriminatedUnion('driver', [
  staticPlace.extend(shared),
  processPlace.extend(shared),
  netnsPlace.extend(shared),
  libvirtPlace.extend(shared),
  openstackPlace.extend(shared),
]);
type Place = z.infer<typeof place>;

const file = z.strictObject({
  provisioners: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), place),
});

const OPTION = 'SCANFLEET_PROVISIONERS_FILE';

/** A provisioner under the name that pools call it by. */
export interface NamedProvisioner {
  readonly name: string;
  readonly provisioner: Provisioner;
  /** https://host:port as its machines reach it. */
  readonly fleetUrl: string;
}

/**
 * The provisioners of the operator's file. Where machines are made, with which program and whose credentials, is decided
 * there, and never by a request.
 */
@Injectable()
export class Places {
  private readonly known: ReadonlyMap<string, NamedProvisioner>;

  /** @throws ConfigError with every problem of the file: the control plane does not boot then. */
  constructor(@Inject(CONFIG) config: Config, @Inject(Clock) clock: Clock) {
    const places =
      config.provisionersFile === null
        ? {}
        : readOperatorFile(OPTION, config.provisionersFile, file).provisioners;
    this.known = new Map(
      Object.entries(places).map(([name, one]) => [
        name,
        {
          name,
          provisioner: provisionerOf(one, clock),
          fleetUrl: (one.fleetUrl ?? config.fleetUrl).replace(/\/+$/, ''),
        },
      ]),
    );
  }

  find(name: string): NamedProvisioner | undefined {
    return this.known.get(name);
  }

  all(): readonly NamedProvisioner[] {
    return [...this.known.values()];
  }
}

function provisionerOf(one: Place, clock: Clock): Provisioner {
  switch (one.driver) {
    case 'static':
      return new StaticProvisioner();
    case 'process':
      return new ProcessProvisioner(one, clock);
    case 'netns':
      return new NetnsProvisioner(one, clock);
    case 'libvirt':
      return new LibvirtProvisioner(one);
    case 'openstack':
      return new OpenStackProvisioner(one);
  }
}
