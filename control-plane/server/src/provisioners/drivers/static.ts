import { z } from 'zod';
import { Trouble, type Machine, type Provisioner } from '../provisioner';
import { noSettings } from './settings';

/** Machines that people bring. */
export const staticPlace = z.strictObject({ driver: z.literal('static') });

/** Makes nothing: whoever runs the machine enters the enrolment command, or boots it with the cloud-init. */
export class StaticProvisioner implements Provisioner {
  readonly driver = 'static';
  readonly capabilities = { creates: false, console: false, ownAddress: false };

  validate = noSettings;

  create(): Promise<Trouble> {
    return Promise.resolve(Trouble.fatal('machines of this pool are brought by people'));
  }

  get(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  list(): Promise<Machine[]> {
    return Promise.resolve([]);
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}
