import type { Mutant } from '../mutant.ts';

const initEnv = 'src/targets/operations/templates/scripts/init-env.hbs';
const taken = 'test/targets/operations/scripts/init-env-backup.test.ts';

/** Faults of how .env is read, and of what doctor says of it. */
export const scripts: readonly Mutant[] = [
  {
    fault: 'whatever a saved .env sets is taken without a word',
    file: initEnv,
    replace: '[[ " ${declared[*]-} " != *" $name "* ]]',
    by: 'false',
    fails: { [taken]: 'what is for Docker' },
  },
  {
    fault: 'a saved .env that was changed is taken of an unsigned backup',
    file: initEnv,
    replace: '  ./config/.env" "$folder/SHA256SUMS" ||',
    by: '  ./config/.env" "$folder/SHA256SUMS" || true ||',
    fails: { [taken]: 'another .env than was saved' },
  },
  {
    fault: 'a saved .env is taken before anybody asks who made the backup',
    file: initEnv,
    replace: 'check_signature "$folder" "$backup"',
    by: '',
    fails: { [taken]: 'a backup that nobody here signed' },
  },
  {
    fault: 'a saved value brings variables of this shell along',
    file: initEnv,
    replace: `[[ $spelled != "'"* && $spelled == *'$'* ]]`,
    by: 'false',
    fails: { [taken]: 'what Compose would fill in from elsewhere' },
  },
  {
    fault: 'nobody sees the variable that stands behind a closing quote',
    file: 'src/targets/operations/templates/scripts/env.sh.hbs',
    replace: '[[ $rest =~ ^[[:space:]]*(#.*)?$ ]]',
    by: ':',
    fails: {
      [taken]: 'a variable behind a closing quote',
      'test/targets/operations/scripts/doctor.test.ts': 'that hides a variable behind a closing quote',
    },
  },
];
