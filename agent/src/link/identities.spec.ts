import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { ManualClock, systemClock } from '../clock';
import { jsonLog } from '../log';
import { Identities, Refused } from './identities';
import { type Identity, loadIdentity } from './identity';
import { ScriptedControlPlane } from './scripted-control-plane';

const HOUR = 3_600_000;

describe('the identity of an agent', () => {
  let plane: ScriptedControlPlane;
  let folder: string;
  let clock: ManualClock;

  beforeEach(async () => {
    plane = await ScriptedControlPlane.start();
    folder = mkdtempSync(join(tmpdir(), 'identity-spec-'));
    clock = new ManualClock(systemClock.wallMs());
  });
  afterEach(() => {
    plane.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const identities = (joinToken: string | null): Identities => {
    const options = { stateDir: folder, joinToken, hostname: 'spec-host' };
    return new Identities(
      plane.address,
      options,
      clock,
      jsonLog(() => undefined),
    );
  };
  const current = async (of: Identities): Promise<Identity> => {
    const identity = await of.current();
    if (!('agentId' in identity)) throw new Error(`no identity: ${identity.details}`);
    return identity;
  };

  it('is enrolled once, kept for its owner only, and found again', async () => {
    const identity = await current(identities('token'));
    expect(new X509Certificate(identity.certificate).subjectAltName).toBe(
      `URI:scanfleet:agent:${identity.agentId}`,
    );
    expect(readdirSync(folder)).toEqual(['identity.json']);
    expect(statSync(join(folder, 'identity.json')).mode & 0o777).toBe(0o600);
    expect(await current(identities(null))).toEqual(identity);
    expect(plane.enrolled).toMatchObject([{ joinToken: 'token', hostname: 'spec-host' }]);
  });

  it('gets its next certificate when it is due, with a new key, presenting the present one', async () => {
    const agent = identities('token');
    const first = await current(agent);
    clock.advance(HOUR / 2 + 60_000);
    const second = await current(agent);
    expect(second.agentId).toBe(first.agentId);
    expect(second.key).not.toBe(first.key);
    expect(await loadIdentity(folder)).toEqual(second);
    expect(plane.renewals).toEqual([`URI:scanfleet:agent:${first.agentId}`]);
  });

  it('goes on with its certificate while the control plane does not renew it', async () => {
    const agent = identities('token');
    const first = await current(agent);
    plane.script.refuse = { code: status.UNAVAILABLE, details: 'the ledger is away' };
    clock.advance(HOUR / 2 + 60_000);
    expect(await current(agent)).toEqual(first);
    clock.advance(HOUR);
    expect(await agent.current()).toEqual({ code: status.UNAVAILABLE, details: 'the ledger is away' });
  });

  it('ends where only a person can help', async () => {
    await expect(identities(null).current()).rejects.toThrow(Refused);
    plane.script.refuse = { code: status.UNAUTHENTICATED, details: 'the token was used' };
    await expect(identities('token').current()).rejects.toThrow(/refused the enrolment: the token was used/);
    plane.script.refuse = null;
    const agent = identities('token');
    await current(agent);
    plane.script.refuse = { code: status.PERMISSION_DENIED, details: 'this agent is banned' };
    clock.advance(HOUR / 2 + 60_000);
    await expect(agent.renewIfDue()).rejects.toThrow(/put this agent out: this agent is banned/);
    plane.script.refuse = null;
    clock.advance(8 * 24 * HOUR);
    await expect(identities(null).current()).rejects.toThrow(/expired more than seven days ago/);
  });

  it('does not enrol again over an identity that it cannot read', async () => {
    writeFileSync(join(folder, 'identity.json'), '{"agentId": 1}');
    await expect(identities('token').current()).rejects.toThrow(/is not an agent's identity/);
    expect(plane.enrolled).toEqual([]);
  });
});
