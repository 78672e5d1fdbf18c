import { expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { ourLanguages } from '../../../../src/model/words.ts';
import { languageComplete } from '../../../../src/targets/operations/rules/language-complete.ts';
import { clickhouseShop } from '../../../support/clickhouse-shop.ts';
import { said, service, stack, variable, volume } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';

const found = (over: Partial<StackModel>) => languageComplete.check(stack(over));
const [english, indonesian] = ourLanguages;

test('what is said in every language of the stack, and what is said in one alone', () => {
  expect(found({})).toEqual([]);
  expect(found({ services: [service({ description: 'The shop' })] })).toEqual([]);
});

test('a sentence that lacks a language of ours', () => {
  const services = [service({ description: { en: 'The shop' } })];
  expect(found({ services })).toEqual([
    {
      path: 'shop-test',
      message: 'the pages of "shop" lack in "id" what stands there in English:\n"The shop"',
      fix: "say each sentence in it, too: { en: '…', id: '…' }",
    },
  ]);
  expect(found({ services, languages: [english] })).toEqual([]);
});

test('a sentence that lacks English, and one that lacks everything', () => {
  const services = [service({ description: { de: 'Der Laden' } }), service({ id: 'api', description: {} })];
  expect(found({ services, languages: [english] }).map(({ message }) => message)).toEqual([
    'the pages of "shop" lack in "en" what stands there in another language:\n"Der Laden"\n""',
  ]);
});

test('one that is said twice is named once, in one finding for each language', () => {
  const variables = ['A', 'B'].map((name) => variable({ name, description: { en: 'A letter.' } }));
  const french = { id: 'fr', name: 'français' };
  expect(
    found({ variables, languages: [indonesian, french] }).map(({ message }) => message.split('\n').at(-1)),
  ).toEqual(['"A letter."', '"A letter."']);
});

test('why something is accepted, where the runbook says so', () => {
  const reason = { en: 'A cache.' };
  const accepted = (rule: string) => [{ rule, paths: ['shop-test/app/web'], reason }];
  expect(found({ acknowledgements: accepted('image-pinned') })).toEqual([]);
  expect(found({ acknowledgements: accepted('state-backed-up') })).toHaveLength(1);
});

test.each([
  ['a small stack', shop()],
  ['one with an event store', clickhouseShop(9)],
  ['one of whose volumes something is told', stack({ volumes: [volume({ room: said('It grows.') })] })],
])('%s: each sentence of the model is looked at', (_, whole) => {
  const unsaid = whole.languages.flatMap((language) => {
    const model: StackModel = JSON.parse(
      JSON.stringify({ ...whole, languages: [{ ...language, id: 'xx' }] }),
      toEnglish,
    );
    return languageComplete.check(model);
  });
  const listed = new Set(unsaid.flatMap(({ message }) => message.split('\n')));
  const sentences: string[] = [];
  JSON.parse(JSON.stringify({ ...whole, acknowledgements: [] }), (_key, value) => {
    if (isWords(value)) sentences.push(value.en);
    return value;
  });
  expect(sentences.length).toBeGreaterThan(2);
  expect(sentences.filter((one) => !listed.has(JSON.stringify(one)))).toEqual([]);
});

function isWords(value: unknown): value is { readonly en: string; readonly id: string } {
  return typeof value === 'object' && value !== null && 'en' in value && 'id' in value;
}

function toEnglish(_: string, value: unknown): unknown {
  return isWords(value) ? { en: value.en } : value;
}
