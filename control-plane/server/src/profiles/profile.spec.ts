import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { isRefusal } from '../platform';
import { fieldsOf } from '../platform/http';
import { NMAP_PRESETS, nmapPresets } from './nmap-presets';
import { resolveProfile } from './profile';
import { ProfileRequest } from './profile-request';

/** [path, code] of every fault, by the decorators and by what holds between fields. */
function faultsOf(body: object): [string, string][] {
  const request = plainToInstance(ProfileRequest, body);
  const errors = validateSync(request, {
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: true },
  });
  const fields = fieldsOf(errors);
  if (fields.length > 0) return fields.map(({ path, code }) => [path, code]);
  const profile = resolveProfile(request, '');
  return isRefusal(profile) ? profile.details.map(({ path, code }) => [path, code]) : [];
}

const options = (given: object) => ({ engine: 'nmap', options: given });

describe('profiles', () => {
  it('are complete for every preset', () => {
    for (const preset of NMAP_PRESETS) {
      expect(faultsOf({ engine: 'nmap', preset })).toEqual([]);
      const profile = resolveProfile({ engine: 'nmap', preset }, '');
      expect(profile).toEqual({ engine: 'nmap', preset, options: nmapPresets[preset].options });
    }
  });

  it('take the preset’s options where the request has none, and null where it says null', () => {
    const profile = resolveProfile(
      { engine: 'nmap', preset: 'vulnerability', options: { scriptTimeoutSeconds: null, timing: 3 } },
      '',
    );
    expect(profile).toMatchObject({
      options: { ...nmapPresets.vulnerability.options, scriptTimeoutSeconds: null, timing: 3 },
    });
  });

  it('begin with standard', () => {
    expect(resolveProfile({ engine: 'nmap' }, '')).toMatchObject({ preset: 'standard' });
  });

  it('begin with the engine’s own first preset, and take no other engine’s', () => {
    expect(resolveProfile({ engine: 'os-patch' }, '')).toEqual({
      engine: 'os-patch',
      preset: 'updates',
      options: { freshLists: true, timeoutSeconds: 600 },
    });
    expect(faultsOf({ engine: 'os-patch', preset: 'quick' })).toEqual([['/preset', 'not-allowed']]);
    expect(faultsOf({ engine: 'nmap', preset: 'updates' })).toEqual([['/preset', 'not-allowed']]);
    expect(faultsOf({ engine: 'os-patch', options: { timing: 3 } })).toEqual([
      ['/options/timing', 'unknown-field'],
    ]);
    expect(faultsOf(options({ freshLists: true }))).toEqual([['/options/freshLists', 'unknown-field']]);
    expect(faultsOf({ engine: 'os-patch', options: { freshLists: 'no' } })).toEqual([
      ['/options/freshLists', 'wrong-type'],
    ]);
    expect(faultsOf({ engine: 'os-patch', options: { timeoutSeconds: 9 } })).toEqual([
      ['/options/timeoutSeconds', 'out-of-range'],
    ]);
  });

  it.each([
    [{ engine: 'nessus' }, '/engine', 'not-allowed'],
    [{}, '/engine', 'required'],
    [{ engine: 'nmap', preset: 'loud' }, '/preset', 'not-allowed'],
    [{ engine: 'nmap', arguments: '-sS' }, '/arguments', 'unknown-field'],
    [options({ '--script': 'x' }), '/options/--script', 'unknown-field'],
    [options({ scripts: ['--script=x'] }), '/options/scripts/0', 'malformed'],
    [options({ scripts: ['banner', '-iL /etc/passwd'] }), '/options/scripts/1', 'malformed'],
    [options({ scripts: ['../../tmp/x.nse'] }), '/options/scripts/0', 'malformed'],
    [options({ scripts: ['http-brute'] }), '/options/scripts/0', 'not-allowed'],
    [options({ scripts: 'banner' }), '/options/scripts', 'wrong-type'],
    [options({ scriptSets: ['dos'] }), '/options/scriptSets/0', 'not-allowed'],
    [options({ timing: 6 }), '/options/timing', 'out-of-range'],
    [options({ timing: '4' }), '/options/timing', 'wrong-type'],
    [options({ timing: null }), '/options/timing', 'wrong-type'],
    [options({ versionIntensity: 10 }), '/options/versionIntensity', 'out-of-range'],
    [options({ maxRetries: -1 }), '/options/maxRetries', 'out-of-range'],
    [options({ minRate: 2, maxRate: 1 }), '/options/minRate', 'out-of-range'],
    [options({ ports: '1-65535' }), '/options/ports', 'wrong-type'],
    [options({ ports: { kind: 'top' } }), '/options/ports/count', 'required'],
    [options({ ports: { kind: 'top', count: 0 } }), '/options/ports/count', 'out-of-range'],
    [options({ ports: { kind: 'all', count: 5 } }), '/options/ports/count', 'unknown-field'],
    [options({ ports: { kind: 'ranges' } }), '/options/ports/ranges', 'required'],
    [options({ ports: { kind: 'ranges', ranges: [] } }), '/options/ports/ranges', 'too-few'],
    [
      options({ ports: { kind: 'ranges', ranges: [{ first: 0, last: 1 }] } }),
      '/options/ports/ranges/0/first',
      'out-of-range',
    ],
    [
      options({ ports: { kind: 'ranges', ranges: [{ first: 1, last: 65536 }] } }),
      '/options/ports/ranges/0/last',
      'out-of-range',
    ],
    [
      options({ ports: { kind: 'ranges', ranges: [{ first: 2, last: 1 }] } }),
      '/options/ports/ranges/0/last',
      'out-of-range',
    ],
  ])('refuse %j', (body, path, code) => {
    expect(faultsOf(body)).toContainEqual([path, code]);
  });

  it('accept every option within its bounds', () => {
    const given = {
      scan: 'udp',
      ports: { kind: 'ranges', ranges: [{ first: 1, last: 65_535 }] },
      hostDiscovery: false,
      serviceDetection: true,
      versionIntensity: 0,
      osDetection: true,
      traceroute: true,
      resolveNames: true,
      scriptSets: ['default', 'vulnerability'],
      scripts: ['banner', 'http-robots.txt'],
      timing: 0,
      minRate: 1,
      maxRate: 100_000,
      maxRetries: 0,
      hostTimeoutSeconds: 1,
      scriptTimeoutSeconds: 86_400,
    };
    expect(faultsOf(options(given))).toEqual([]);
    expect(resolveProfile(plainToInstance(ProfileRequest, options(given)), '')).toMatchObject({
      options: given,
    });
  });
});
