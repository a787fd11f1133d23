import { runCommand } from './command';

it('tells what a program says and how it ended', async () => {
  expect(await runCommand('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({
    code: 3,
    stdout: 'out',
    stderr: 'err',
    error: '',
  });
});

it('gives arguments as they are: no shell looks at them', async () => {
  expect((await runCommand('printf', ['%s|', '$(id)', 'a b', ';'])).stdout).toBe('$(id)|a b|;|');
});

it('says why a program could not be started', async () => {
  expect(await runCommand('/no/such/program', [])).toMatchObject({ code: null, error: 'ENOENT' });
});

it('ends what takes too long', async () => {
  expect(await runCommand('sleep', ['60'], 50)).toMatchObject({ code: null });
});
