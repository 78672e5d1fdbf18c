import type { LoggingConfig } from '../../compose/attributes/logging.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { nearest } from '../../model/nearest.ts';
import type { Wrong } from './engine-values.ts';
import { driverMeant, refuses, startsNot } from './engine-values.ts';

const everyDriver = [
  'mode',
  'max-buffer-size',
  'cache-disabled',
  'cache-max-size',
  'cache-max-file',
  'cache-compress',
];
const rotated = ['max-size', 'max-file', 'compress'];
const told = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];

/** The options of the drivers that an engine has itself, and that need no other program. */
const logOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['json-file', [...rotated, ...told, ...everyDriver]],
  ['local', [...rotated, ...everyDriver]],
]);

/** Those that send what they get elsewhere. @see https://docs.docker.com/engine/logging/configure/ */
const sending = ['syslog', 'gelf', 'fluentd', 'journald', 'splunk', 'awslogs', 'gcplogs'];

const drivers = [...logOptions.keys(), ...sending];

/** What such a driver is told that only files have, and where it is told to send to. */
function sentIn(name: string, options: ReadonlyMap<string, Text>): readonly Wrong[] {
  const found: Wrong[] = rotated.flatMap((key): readonly Wrong[] =>
    options.has(key)
      ? [
          [
            `logging.options.${key}`,
            `the driver ${name} keeps no files: ${refuses}`,
            `leave ${key} out, or take the driver local`,
          ],
        ]
      : [],
  );
  const address = (key: string, legal: RegExp, example: string) => {
    const said = literal(options.get(key) ?? []);
    if (said !== undefined && said !== '' && !legal.test(said))
      found.push([
        `logging.options.${key}: ${said}`,
        `it begins with how it is sent: ${refuses}`,
        `write it as in ${key}: ${example}`,
      ]);
  };
  if (name === 'syslog')
    address('syslog-address', /^(?:tcp|udp|unix|tcp\+tls|unixgram):\/\//, 'udp://192.0.2.1:514');
  if (name === 'gelf') address('gelf-address', /^(?:tcp|udp):\/\//, 'udp://192.0.2.1:12201');
  if (name === 'gelf' && !options.has('gelf-address'))
    found.push([
      'logging.driver: gelf without gelf-address',
      `it sends to nobody: ${refuses}`,
      'write options: { gelf-address: udp://192.0.2.1:12201 }',
    ]);
  return found;
}

/** @see https://docs.docker.com/engine/logging/drivers/json-file/ */
export function logsIn({ driver = [], options }: LoggingConfig): readonly Wrong[] {
  const name = literal(driver) ?? '';
  if (sending.includes(name)) return sentIn(name, options ?? new Map());
  const known = logOptions.get(name);
  const meant = name === 'none' ? undefined : driverMeant(name, drivers);
  if (meant !== undefined)
    return [
      [`logging.driver: ${name}`, `the engine has none of that name: ${refuses}`, `write driver: ${meant}`],
    ];
  if (known === undefined || options === undefined) return [];
  const found: Wrong[] = [];
  const said = new Map([...options].map(([key, text]) => [key, literal(text)] as const));
  const wrong = (key: string, why: string, fix: string) =>
    found.push([`logging.options.${key}: ${said.get(key)}`, why, fix]);
  for (const key of said.keys())
    if (!known.includes(key) && !key.includes('$'))
      found.push([
        `logging.options.${key}`,
        `the driver ${name} has no such option: ${refuses}`,
        `write one of its own, as in ${nearest(key, known)[0] ?? 'max-size'}`,
      ]);
  for (const key of ['max-size', 'max-buffer-size']) {
    const size = said.get(key);
    // That it may grow without end is another matter.
    if (size === undefined || size === '' || size === '-1') continue;
    if (!/^\d+(?:\.\d+)? ?(?:b|[kmgtp](?:i?b)?)?$/i.test(size) || Number.parseFloat(size) === 0)
      wrong(key, `that is no size: ${startsNot}`, `write ${key}: '10m'`);
  }
  const files = said.get('max-file');
  if (files !== undefined && !/^0*[1-9]\d*$/.test(files))
    wrong('max-file', `it keeps 1 file or more: ${startsNot}`, "write max-file: '3'");
  const compress = said.get('compress');
  if (compress !== undefined && !flags.test(compress))
    wrong('compress', `that is neither true nor false: ${startsNot}`, "write compress: 'true'");
  // Only what is no longer written to is compressed; `local` has several files by itself.
  const several =
    options.has('max-size') && (!options.has('max-file') || files === undefined || Number(files) > 1);
  if (name === 'json-file' && /^(?:1|t|true)$/i.test(compress ?? '') && !(several && options.has('max-file')))
    wrong(
      'compress',
      `it takes a max-size, and a max-file of 2 or more: ${startsNot}`,
      'say both, or leave compress out',
    );
  const mode = said.get('mode');
  if (mode !== undefined && !/^(?:blocking|non-blocking)?$/.test(mode))
    wrong('mode', `it is blocking or non-blocking: ${refuses}`, 'write mode: non-blocking, or leave it out');
  if (options.has('max-buffer-size') && (!options.has('mode') || /^(?:blocking)?$/.test(mode ?? '-')))
    wrong(
      'max-buffer-size',
      `only what is written later has a buffer: ${refuses}`,
      'say mode: non-blocking, too',
    );
  return found;
}

const flags = /^(?:1|0|t|f|true|false)$/i;
