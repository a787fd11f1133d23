import { fromPublic } from '@nats-io/nkeys';
import { newBellKey } from './bell-key';

it('is a user key that the NATS library reads, and whose signatures it verifies', () => {
  for (let count = 0; count < 3; count++) {
    const key = newBellKey();
    expect(key.publicKey).toMatch(/^U[A-Z2-7]{55}$/);
    const pair = fromPublic(key.publicKey);
    const signature = Buffer.from(key.sign('challenge'), 'base64url');
    expect(pair.verify(Buffer.from('challenge'), signature)).toBe(true);
    expect(pair.verify(Buffer.from('another'), signature)).toBe(false);
  }
});
