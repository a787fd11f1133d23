import { X509Certificate, createPrivateKey } from 'node:crypto';
import { dirname, join } from 'node:path';
import { isIP } from 'node:net';
import { makeBellKeys, natsConfiguration, operatorFile, type BellOperator } from '../platform/bell';
import { type Clock, keyFiles, makeKeyRing, privateFolder, replace, textOf, writeOnce } from '../platform';
import { makeAuthority, makeServer, signatory } from './certificate';

/** What `init` is asked for. */
export interface KeysWanted {
  /** Where nats-server shall listen. */
  readonly natsHost: string;
  readonly natsPort: number;
  /** Where JetStream shall keep its streams; made when missing. */
  readonly natsStoreFolder: string;
  /** DNS names and addresses by which agents reach the control plane and NATS, besides this machine's own. */
  readonly serverNames: readonly string[];
}

const OWN_NAMES = ['localhost', '127.0.0.1', '::1'];
const REISSUE_BEFORE_MS = 90 * 24 * 3_600_000;

/**
 * Makes the keys folder: the fleet's authority, the server's certificate, the keys of NATS and its
 * configuration, and the key that seals secrets. Keys that are there already are kept, so it may run at every start; the server's certificate
 * is made anew when it lacks a wanted name or has less than 90 days left, and nats.conf is written again.
 * Everything is readable by the owner only.
 */
export async function generateKeys(folder: string, wanted: KeysWanted, clock: Clock): Promise<void> {
  const files = keyFiles(folder);
  const nats = dirname(files.natsConfiguration);
  await privateFolder(folder);
  await privateFolder(nats);
  await privateFolder(wanted.natsStoreFolder);
  await makeKeyRing(files.sealingKeys);
  await authority(folder, clock);
  await server(folder, [...new Set([...OWN_NAMES, ...wanted.serverNames])], clock);
  const place = {
    host: wanted.natsHost,
    port: wanted.natsPort,
    storeFolder: wanted.natsStoreFolder,
    certificate: files.serverCertificate,
    key: files.serverKey,
  };
  await replace(files.natsConfiguration, natsConfiguration(place, await bellKeys(folder)));
}

async function authority(folder: string, clock: Clock): Promise<void> {
  const files = keyFiles(folder);
  const certificate = await textOf(files.authorityCertificate);
  const key = await textOf(files.authorityKey);
  if (certificate !== undefined && key !== undefined) return;
  if (certificate !== undefined || key !== undefined) {
    const missing = certificate === undefined ? files.authorityCertificate : files.authorityKey;
    throw new Error(
      `${missing} is missing: restore it, or remove its other half too and enrol every agent anew`,
    );
  }
  const made = await makeAuthority(clock.now());
  await writeOnce(files.authorityKey, made.keyPem);
  await writeOnce(files.authorityCertificate, made.certificatePem);
}

async function server(folder: string, names: readonly string[], clock: Clock): Promise<void> {
  const files = keyFiles(folder);
  const present = await textOf(files.serverCertificate);
  const key = await textOf(files.serverKey);
  if (present !== undefined && key !== undefined && isGood(present, key, names, clock.now())) return;
  const by = await signatory({
    certificatePem: (await textOf(files.authorityCertificate)) ?? '',
    keyPem: (await textOf(files.authorityKey)) ?? '',
  });
  const made = await makeServer(by, names, clock.now());
  await replace(files.serverKey, made.keyPem);
  await replace(files.serverCertificate, made.certificatePem);
}

function isGood(pem: string, key: string, names: readonly string[], now: Date): boolean {
  const certificate = new X509Certificate(pem);
  const left = new Date(certificate.validTo).getTime() - now.getTime();
  const covers = (name: string) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name));
  return (
    left >= REISSUE_BEFORE_MS && names.every(covers) && certificate.checkPrivateKey(createPrivateKey(key))
  );
}

/** The part without secrets is written last: while it is missing, nothing was made with the keys yet. */
async function bellKeys(folder: string): Promise<BellOperator> {
  const files = keyFiles(folder);
  const nats = dirname(files.natsConfiguration);
  const present = await textOf(operatorFile(files.natsConfiguration));
  if (present !== undefined) return JSON.parse(present) as BellOperator;
  const made = await makeBellKeys();
  await replace(join(nats, 'operator.seed'), `${made.operatorSeed}\n`);
  await replace(join(nats, 'control.seed'), `${made.controlSeed}\n`);
  await replace(join(nats, 'agents.seed'), `${made.agentsSeed}\n`);
  await replace(files.natsAccountSeed, `${made.signingSeed}\n`);
  await replace(files.natsCredentials, made.credentials);
  await writeOnce(operatorFile(files.natsConfiguration), `${JSON.stringify(made.open, null, 2)}\n`);
  return made.open;
}
