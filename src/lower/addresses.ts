import type { Command } from '../compose/attributes/command.ts';
import { isWords } from '../compose/attributes/command.ts';
import type { ServiceConfig } from '../compose/service.ts';
import type { Text } from '../compose/text.ts';
import { addressesIn, showText, splitText } from '../compose/text.ts';
import type { SaidModel } from '../model/service.ts';

/**
 * The service with each address where its author said one, in a prop or in a value among raw keys: whatever goes through a document,
 * as merging does, comes back with a word in its place.
 * @param before what the props said
 * @param text a text with what Compose does where a variable has no value
 */
export function withAddresses(
  config: ServiceConfig,
  before: ServiceConfig,
  said: readonly SaidModel[],
  text: (text: Text) => Text,
): ServiceConfig {
  const addressed = [...given(before), ...said.flatMap(asRead).map(text)].filter(
    (one) => addressesIn(one).length > 0,
  );
  if (addressed.length === 0) return config;
  const bySpelling = new Map(addressed.map((one) => [showText(one), one]));
  const back = (one: Text) => bySpelling.get(showText(one)) ?? one;
  const words = (command: Command): Command =>
    isWords(command) ? command.map(back) : { line: back(command.line) };
  const { environment, entrypoint, command, healthcheck } = config;
  return {
    ...config,
    ...(environment && {
      environment: new Map([...environment].map(([name, value]) => [name, value && back(value)])),
    }),
    ...(entrypoint && { entrypoint: words(entrypoint) }),
    ...(command && { command: words(command) }),
    ...(healthcheck?.test && { healthcheck: { ...healthcheck, test: healthcheck.test.map(back) } }),
  };
}

/** The texts that a container gets. */
function given({ environment, entrypoint, command, healthcheck }: ServiceConfig): readonly Text[] {
  const commands = [entrypoint, command, healthcheck?.test].flatMap((one) =>
    one !== undefined && isWords(one) ? one : [],
  );
  return [
    ...[...(environment?.values() ?? [])].flatMap((value) => (value === null ? [] : [value])),
    ...commands,
  ];
}

/** As a reader finds it: without the name of a variable before it, and a line of a program and its arguments in words, too. */
function asRead({ keys: [key = '', ...others], text }: SaidModel): readonly Text[] {
  if (key === 'environment' && /^\d+$/.test(others[0] ?? '')) return [splitText(text, '=', 2)[1] ?? text];
  const isLine = (key === 'command' || key === 'entrypoint') && others.length === 0;
  return isLine ? [text, ...splitText(text, ' ')] : [text];
}
