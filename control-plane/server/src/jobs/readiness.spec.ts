import type { EngineProfile } from '../profiles';
import { warningsOf } from './readiness';

const profile = (engine: EngineProfile['engine']) => ({ engine, preset: null, options: {} }) as EngineProfile;
const agent = (ready: boolean, ...engines: string[]) => ({ ready, engines });
const codes = (...args: Parameters<typeof warningsOf>) => warningsOf(...args).map(({ code }) => code);

describe('what is said of a job that is saved', () => {
  it('is nothing where agents that are online have its engines', () => {
    expect(codes([profile('nmap')], null, [agent(true, 'nmap'), agent(false)])).toEqual([]);
    const both = [profile('os-patch'), profile('openscap')];
    expect(codes(both, 'a credential', [agent(true, 'os-patch'), agent(true, 'openscap')])).toEqual([]);
  });

  it('is that nobody is online, or has an engine, each once', () => {
    expect(codes([profile('nmap')], null, [])).toEqual(['no-agent-online']);
    expect(codes([profile('nmap')], null, [agent(false, 'nmap')])).toEqual(['no-agent-online']);
    const twice = [profile('openscap'), profile('openscap'), profile('nmap')];
    expect(codes(twice, 'c', [agent(true, 'nmap'), agent(false, 'openscap')])).toEqual(['engine-missing']);
  });

  it('is that only agents’ own machines can be looked into, without a credential', () => {
    expect(codes([profile('os-patch')], null, [agent(true, 'os-patch')])).toEqual(['no-credential']);
  });
});
