import { expect, test } from 'vitest';
import { ourLanguages } from '../../../../src/model/words.ts';
import { terraformLanguage } from '../../../../src/targets/terraform/rules/terraform-language.ts';
import { stack, variable } from '../../../support/model.ts';

const [english, indonesian] = ourLanguages;
const variables = [variable({ description: { en: 'What visitors are told.' } })];

test('what the first language lacks, for the other pages are not made', () => {
  expect(terraformLanguage.check(stack({ variables, languages: [english, indonesian] }))).toEqual([]);
  expect(terraformLanguage.check(stack({ variables, languages: [indonesian, english] }))).toEqual([
    {
      path: 'shop-test',
      message: 'the pages of "shop" lack in "id" what stands there in English:\n"What visitors are told."',
      fix: "say each sentence in it, too: { en: '…', id: '…' }",
    },
  ]);
});

test('what a language that is brought lacks: the page, and the words of the example', () => {
  const words = { Required: 'Nötig', ', and secret': ', und geheim', 'What visitors are told.': 'Der Gruß.' };
  const [{ message = '' } = {}, ...others] = terraformLanguage.check(
    stack({ variables, languages: [{ id: 'de', name: 'Deutsch', words }] }),
  );
  expect(others).toEqual([]);
  expect(message.split('\n')).toEqual([
    'the pages of "shop" lack in "de" what stands there in English:',
    'the template terraform',
    expect.stringMatching(/^"Copy it to terraform.tfvars, which Git ignores/),
    expect.stringMatching(/^"What stands there wins over TF_VAR/),
    expect.stringMatching(/^"A \$\{ in a value/),
    expect.stringMatching(/^"Where the engine is/),
    '"Optional"',
    '", for example "',
  ]);
});
