import { failureOf, MailSender } from './mail-sender';

describe('a mail that the server does not take', () => {
  it.each([
    [{ code: 'ECONNECTION' }, 'failed', null],
    [{ code: 'ETIMEDOUT' }, 'failed', null],
    [{}, 'failed', null],
    [{ code: 'EAUTH', responseCode: 535, response: '535 secret words' }, 'failed', 535],
    [{ code: 'EENVELOPE', responseCode: 450, response: '450 busy' }, 'failed', 450],
    [{ code: 'EMESSAGE', responseCode: 421, response: '421 later' }, 'failed', 421],
    [{ code: 'EENVELOPE', responseCode: 550, response: '550 no such user' }, 'refused', 550],
    [{ code: 'EMESSAGE', responseCode: 554, response: '554 spam' }, 'refused', 554],
  ])('with %j has %s', (error, kind, status) => {
    expect(failureOf(error)).toMatchObject({ kind, status });
  });

  it('tells nobody where the server is, nor how to log in', () => {
    const attempt = failureOf({ code: 'ECONNECTION', ...{ message: 'connect ECONNREFUSED 10.1.2.3:25' } });
    expect(JSON.stringify(attempt)).not.toContain('10.1.2.3');
    expect(JSON.stringify(failureOf({ code: 'EAUTH', responseCode: 535, response: 'pw' }))).not.toContain(
      'pw',
    );
  });

  it('fails for good while no server is set up', async () => {
    const letter = {
      ...{ subject: '', text: '', html: '', messageId: 'id', tenantId: 't', unsubscribeUrl: '' },
      to: { address: 'a@b', name: '' },
    };
    expect(await new MailSender({ mail: null }).send(letter)).toMatchObject({ kind: 'refused' });
  });
});
