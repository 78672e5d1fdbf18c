import { StowageError } from '../../src/model/error.ts';
import { exported } from '../../src/model/exported.ts';

/** @throws StowageError `bad-variable-name` */
export function checkName(name: string): string {
  if (exported.test(name))
    throw new StowageError(
      'bad-variable-name',
      `"${name}" cannot be the name of a variable in .env: shells export it, and Compose takes what they say instead of what .env says, without a word`,
      `call it APP_${name}; the container may see it as ${name}: env: { ${name}: … }`,
    );
  if (/^[A-Z][A-Z0-9_]*$/.test(name) && !/^(COMPOSE|DOCKER)_/.test(name)) return name;
  throw new StowageError(
    'bad-variable-name',
    `"${name}" cannot be the name of a variable in .env`,
    `call it ${legalName(name)}: upper-case letters, digits and underscores, and no prefix that Compose keeps for itself (COMPOSE_, DOCKER_)`,
  );
}

/** The same name, as .env takes it. */
function legalName(name: string): string {
  const plain = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return /^(\d|$|(COMPOSE|DOCKER)_)/.test(plain) || exported.test(plain)
    ? `APP_${plain}`.replace(/_$/, '')
    : plain;
}
