import { ALLOWED_SCRIPTS } from '../../agent/src/engines/nmap/scripts';
import { NMAP_SCRIPTS } from '../../control-plane/server/src/profiles/nmap-scripts';

describe('the scripts that a profile may name', () => {
  it('are those that an agent runs', () => {
    expect([...NMAP_SCRIPTS].sort()).toEqual([...ALLOWED_SCRIPTS].sort());
  });
});
