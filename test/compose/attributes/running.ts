import type { Line } from './line.ts';
import { variable } from './line.ts';

/** What runs, with what it is told. */
export const running: readonly Line[] = [
  ['image', 'a:${TAG}', { image: ['a:', variable('TAG')] }],
  ['build', './a', { build: { context: ['./a'] } }, { context: './a' }],
  [
    'build',
    { context: '.', args: ['A=1', 'B'], ssh: ['default'] },
    {
      build: {
        context: ['.'],
        args: new Map([
          ['A', ['1']],
          ['B', null],
        ]),
        ssh: new Map([['default', null]]),
      },
    },
    { context: '.', args: { A: '1', B: null }, ssh: { default: null } },
  ],
  ['command', 'run "a b"', { command: [['run'], ['a b']] }, ['run', 'a b']],
  ['command', 'run $ARGS', { command: { line: ['run ', variable('ARGS')] } }, 'run ${ARGS}'],
  ['command', '', { command: [] }, []],
  ['command', ['a', '$$b', ''], { command: [['a'], ['$b'], []] }],
  ['entrypoint', [], { entrypoint: [] }],
  ['init', 'yes', { init: true }, true],
  ['init', '${INIT:-true}', { init: [{ ...variable('INIT'), otherwise: { sign: ':-', text: ['true'] } }] }],
  [
    'environment',
    ['A=1', 'B=', 'C', 'D=x=y', 'A=2'],
    {
      environment: new Map([
        ['A', ['2']],
        ['B', []],
        ['C', null],
        ['D', ['x=y']],
      ]),
    },
    { A: '2', B: '', C: null, D: 'x=y' },
  ],
  [
    'environment',
    { A: 1, B: true, C: null, D: '', $E: 1e-7 },
    {
      environment: new Map([
        ['A', ['1']],
        ['B', ['true']],
        ['C', null],
        ['D', []],
        ['$$E', ['1e-07']],
      ]),
    },
    { A: '1', B: 'true', C: null, D: '', $E: '1e-07' },
  ],
  // The names of a map are not replaced, those of a list are.
  [
    'labels',
    ['router.${NAME}.rule=x', 'b'],
    {
      labels: new Map([
        ['router.${NAME}.rule', ['x']],
        ['b', []],
      ]),
    },
    ['router.${NAME}.rule=x', 'b='],
  ],
  ['env_file', 'a', { envFile: [{ path: ['a'], required: true }] }, ['a']],
  [
    'env_file',
    [{ path: 'a', required: false }, { path: 'b' }],
    {
      envFile: [
        { path: ['a'], required: false },
        { path: ['b'], required: true },
      ],
    },
    [{ path: 'a', required: false }, 'b'],
  ],
  ['extends', 'a', { extends: { service: ['a'] } }],
  [
    'provider',
    { type: 'x', options: { a: 1 } },
    { provider: { type: ['x'], options: new Map([['a', [['1']]]]) } },
    { type: 'x', options: { a: ['1'] } },
  ],
  [
    'logging',
    { options: { a: 3, b: null } },
    {
      logging: {
        options: new Map([
          ['a', ['3']],
          ['b', []],
        ]),
      },
    },
    { options: { a: '3', b: '' } },
  ],
  ['post_start', [{ command: null }], { postStart: [{}] }],
  [
    'post_start',
    [{ command: 'a b', environment: ['C'] }],
    { postStart: [{ command: [['a'], ['b']], environment: new Map([['C', null]]) }] },
    [{ command: ['a', 'b'], environment: { C: null } }],
  ],
  ['x-a', { b: ['$c'] }, { rest: new Map([['x-a', { b: ['$c'] }]]) }],
];
