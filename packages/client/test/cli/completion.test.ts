import { operationIds } from '@strowger/contracts';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/cli/completion/complete.ts';
import { commandName } from '../../src/cli/derive/command-name.ts';
import { flagsOf } from '../../src/cli/derive/flags.ts';
import type { Io } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';
import { inBash } from './start-cli.ts';

const program = createProgram({ stdout: process.stdout, stderr: process.stderr } as unknown as Io);
const suggest = (...words: string[]) => complete(program, words).map(({ value }) => value);

describe('what a word may become', () => {
  it.each([
    [['cust'], ['customers']],
    [
      ['customers', 'cr'],
      ['create', 'create-ledger-entry'],
    ],
    [['customers', 'create', '--ki'], ['--kind']],
    [
      ['customers', 'create', '--kind', ''],
      ['reseller', 'end'],
    ],
    [['customers', 'create', '--kind=r'], ['--kind=reseller']],
    [['customers', 'create', '--kind', '=', 'r'], ['--kind=reseller']],
    [
      ['users', 'create', '--codecs', 'G7'],
      ['G722', 'G729'],
    ],
    [
      ['customers', 'list', '--output', ''],
      ['table', 'json', 'ndjson'],
    ],
    [['--profile', 'users', 'doma'], ['domains']],
    [['records', 'request', '--period-by', 's'], ['startedAt']],
    [['ingest', 'calls.json', '--format', 'f'], ['freeswitch-json']],
    [['completion', ''], []],
    [['customers', 'get', ''], []],
    [['customers', 'create', '--name', ''], []],
  ])('%j: %j', (words, expected) => {
    expect(suggest(...words)).toEqual(expected);
  });

  it('every command of the registry, with its flags', () => {
    for (const id of operationIds) {
      const { group, verb } = commandName(id);
      expect(suggest(group, verb)).toContain(verb);
      expect(suggest(group, verb, '--')).toEqual(
        expect.arrayContaining(flagsOf(id).map(({ name }) => `--${name}`)),
      );
    }
  });

  it('not what is hidden', () => {
    expect(suggest('__')).toEqual([]);
  });
});

describe('in bash', () => {
  const quoted = (words: string[]) => words.map((word) => `'${word}'`).join(' ');
  const trap = '/tmp/strowger-was-here';
  /** Lines as bash splits them, and what Tab offers behind each. */
  const lines: [words: string[], offered: string][] = [
    [['call-record-req'], 'call-record-requests'],
    [['users', 'create', '--user'], '--username'],
    [['users', 'create', '--srtp', '=', 're'], 'required'],
    [['users', 'create', `$(touch ${trap})`], ''],
  ];

  it('the script offers commands, flags and values, and evaluates nothing of what is typed', async () => {
    const tabs = lines.map(
      ([words]) =>
        `COMP_WORDS=(strowger ${quoted(words)}); COMP_CWORD=${words.length}; _strowger; echo "\${COMPREPLY[*]}"`,
    );
    const { out, err } = await inBash(
      ['source <(strowger completion bash)', 'complete -p strowger', ...tabs, `ls ${trap} 2>&1`].join('\n'),
    );
    expect(err).toBe('');
    const [registered, ...rest] = out.split('\n');
    expect(registered).toBe('complete -o default -F _strowger strowger');
    expect(rest.slice(0, lines.length)).toEqual(lines.map(([, offered]) => offered));
    expect(rest[lines.length]).toMatch(/No such file/);
  }, 60_000);

  it.each(['zsh', 'fish'])(
    'and %s takes its own, where there is one',
    async (shell) => {
      const { out } = await inBash(`strowger completion ${shell} > /dev/null && echo made
      command -v ${shell} > /dev/null || exit 0
      ${shell} -n <(strowger completion ${shell}) && echo taken`);
      expect(out.trim().split('\n')[0]).toBe('made');
      if ((await inBash(`command -v ${shell}`)).code === 0) expect(out).toContain('taken');
    },
    30_000,
  );
});
