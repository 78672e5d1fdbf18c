import { StowageError } from '../../src/model/error.ts';

/** @throws StowageError `bad-variable-name` */
export function checkName(name: string): string {
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
  return /^(\d|$|(COMPOSE|DOCKER)_)/.test(plain) ? `APP_${plain}`.replace(/_$/, '') : plain;
}
