import { ConfigError, readConfig } from './config';

const least = { SCANFLEET_DATABASE_URL: 'mysql://scanfleet@127.0.0.1/scanfleet', SCANFLEET_KEYS: '/keys' };

describe('the options', () => {
  it('need the least, and send no mail then', () => {
    expect(readConfig(least)).toMatchObject({
      ...{ mail: null, publicUrl: 'http://127.0.0.1:8080', webhooks: { allow: [], authorities: '' } },
    });
  });

  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, user: '', password: '' }],
    ['smtps://a%40b:c%3Ad@mail.example', { port: 465, secure: true, user: 'a@b', password: 'c:d' }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525 }],
  ])('take %s for mail', (url, server) => {
    const { mail } = readConfig({ ...least, SCANFLEET_SMTP_URL: url, SCANFLEET_SMTP_FROM: 'a@localhost' });
    expect(mail).toMatchObject({ ...server, from: 'a@localhost' });
  });

  it('take the console’s address without slashes at its end, and ranges with spaces', () => {
    const more = {
      SCANFLEET_PUBLIC_URL: 'https://x.example/y//',
      SCANFLEET_WEBHOOK_ALLOW: '10.0.0.0/8, fd00::/8,',
    };
    expect(readConfig({ ...least, ...more })).toMatchObject({
      ...{ publicUrl: 'https://x.example/y', webhooks: { allow: ['10.0.0.0/8', 'fd00::/8'] } },
    });
  });

  it.each([
    [{ SCANFLEET_SMTP_URL: 'http://mail.example' }, 'SCANFLEET_SMTP_URL'],
    [{ SCANFLEET_SMTP_URL: 'smtp://mail.example' }, 'SCANFLEET_SMTP_FROM'],
    [{ SCANFLEET_SMTP_FROM: 'Name <a@b>' }, 'SCANFLEET_SMTP_FROM'],
    [{ SCANFLEET_SMTP_FROM: 'a@b\nBcc: c@d' }, 'SCANFLEET_SMTP_FROM'],
    [
      {
        SCANFLEET_SMTP_URL: 'smtp://x',
        SCANFLEET_SMTP_FROM: 'a@b',
        SCANFLEET_SMTP_PASSWORD_FILE: '/nowhere',
      },
      'SCANFLEET_SMTP_PASSWORD_FILE',
    ],
    [{ SCANFLEET_PUBLIC_URL: 'javascript:x' }, 'SCANFLEET_PUBLIC_URL'],
    [{ SCANFLEET_WEBHOOK_ALLOW: '10.0.0.0' }, 'SCANFLEET_WEBHOOK_ALLOW'],
    [{ SCANFLEET_WEBHOOK_ALLOW: '10.0.0.0/33' }, 'SCANFLEET_WEBHOOK_ALLOW'],
    [{ SCANFLEET_WEBHOOK_ALLOW: '10.0.0.0/8,x/8' }, 'SCANFLEET_WEBHOOK_ALLOW'],
    [{ SCANFLEET_WEBHOOK_CA_FILE: '/nowhere' }, 'SCANFLEET_WEBHOOK_CA_FILE'],
  ])('refuse %j and name %s', (more, name) => {
    const read = () => readConfig({ ...least, ...more });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: `, 'm'));
  });
});
