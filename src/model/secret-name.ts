import { byText } from '../compose/by-text.ts';

const secretName =
  /(^|[^a-z])(pass|passwd|secret|token|credentials?)$|[_-](?:pwd|pw)$|password$|passphrase$|(api|private|secret|secret_?access|encryption|signing|master)[_-]?key(_base)?$/;

/** Whether a variable, key or flag of that name holds a secret. `…_FILE`, `…_ID` and `…_TTL` do not. */
export const isSecretName = byText((name): boolean => {
  const words = name.slice(-64).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return secretName.test(words.toLowerCase());
});
