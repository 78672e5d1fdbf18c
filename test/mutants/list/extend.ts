import type { Mutant } from '../mutant.ts';

const rules = 'src/compile/rules.ts';

/** Faults of how what an app brings is taken. */
export const extend: readonly Mutant[] = [
  {
    fault: 'a rule of the app takes the place of one of ours in acknowledgements',
    file: rules,
    replace: 'new Set(oursOnly)',
    by: 'new Set<string>()',
    fails: { 'test/compile/rules.test.ts': 'is one of ours, chosen or not' },
  },
  {
    fault: 'a target of another copy of Stowage is refused for its rules',
    file: 'src/compile/targets.ts',
    replace: 'ours.some((one) => one.id === id)',
    by: 'false',
    fails: { 'test/compile/rules.test.ts': 'from whichever copy of Stowage' },
  },
  {
    fault: 'a finding of a rule of the app may stand nowhere',
    file: 'src/compile/brought.ts',
    replace: 'path !== stack.path && !path.startsWith(`${stack.path}/`)',
    by: 'false',
    fails: { 'test/compile/rules.test.ts': 'which is no construct of "shop-test"' },
  },
  {
    fault: 'a service that waits for a composite waits for its tools, too',
    file: 'constructs/core/start-order.ts',
    replace: '.filter(isService).filter(startsByItself)',
    by: '.filter(isService)',
    fails: { 'test/constructs/core/dependency.test.ts': 'all that starts by itself' },
  },
  {
    fault: 'a file for the operators has the line about its making above the one that says what runs it',
    file: 'src/targets/operations/operations-files.ts',
    replace: '/^(#!.*\\n)?([\\s\\S]*)$/',
    by: '/^(#!nothing\\n)?([\\s\\S]*)$/',
    fails: {
      'test/targets/operations/operations-files.test.ts': 'is a program, and says where it comes from',
    },
  },
  {
    fault: 'a row of some versions of an image is of all',
    file: 'src/model/with-rows.ts',
    replace: 'isInRange(version, versions)',
    by: 'true',
    fails: { 'test/model/image-row.test.ts': 'of some versions goes over one of all' },
  },
  {
    fault: 'caddy:2 is taken for the version 2.0 of it, which had no curl',
    file: 'src/model/with-rows.ts',
    replace: ' && !isBetween(version, versions)',
    by: '',
    fails: { 'test/constructs/images.test.ts': 'caddy:2 is known to lack' },
  },
  {
    fault: 'what a Dockerfile installs for good beside its marks is lacking',
    file: 'schemas/images/programs.ts',
    replace: '(kept < at && at < purged)',
    by: 'purged >= 0',
    fails: { 'test/schemas/images.test.ts': 'FROM debian:trixie-slim\nRUN apt-mark showmanual | xargs' },
  },
  {
    fault: 'a chapter that a language lacks is a finding of ours alone',
    file: 'src/files/spoken.ts',
    replace: '    isOurLanguage(language) || own(language.templates ?? {}, one) !== undefined;',
    by: '    isOurLanguage(language) || one.length > 0;',
    fails: { 'test/compile/languages.test.ts': 'is said to lack them, all in one finding' },
  },
  {
    fault: 'a language of the app takes the place of one of ours',
    file: 'constructs/core/languages.ts',
    replace: '!known.includes(one) && isOurLanguage(one)',
    by: 'false',
    fails: { 'test/compile/languages.test.ts': 'one that has the name of ours is refused' },
  },
  {
    fault: 'an acknowledgement without a sentence in any language is signed',
    file: 'src/rules/acknowledgement.ts',
    replace: 'says.length === 0 || ',
    by: '',
    fails: { 'test/rules/acknowledgement.test.ts': 'no reason: {}' },
  },
];
