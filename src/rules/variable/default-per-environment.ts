import { variablesIn } from '../../compose/text.ts';
import { edgesOf } from '../../model/edges.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';

/** A value that is a link or an address of e-mail, and a variable whose value is a host. */
const link = /:\/\/|@/;
const forHost = /(HOST|HOSTNAME|DOMAIN|SITE|ENDPOINT|SERVER)$/;
const notHost = /(ALLOWED|TRUSTED|BIND|LISTEN|PROXY)/;

/** Names that are nobody's, and those of one machine. */
const local =
  /(^|[/@.])(localhost|127(\.\d{1,3}){3}|[\w-]+\.(localhost|local|test|invalid|example))(?=[:/]|$)/i;
const example = /(^|[/@.])example\.(com|org|net)(?=[:/]|$)/i;

/** What belongs to one environment is said by its operator. */
export const defaultPerEnvironment: Rule = {
  id: 'default-per-environment',
  severity: 'error',
  summary: "No variable falls back to a host of another environment, or to one that is nobody's.",
  about: {
    why: 'A default holds whenever .env leaves the variable empty, and nobody is asked. An address of a laptop, of an example or of another environment then runs in production: links lead to the wrong place, and a certificate is requested for a name that is not yours.',
    wrong: `const domain = new Variable('DOMAIN', { description: 'Host name of the shop.', default: 'shop.localhost' });
new Service(phase, 'web', { image: 'example.org/web:1.0.0', env: { DOMAIN: domain } });`,
    right: `const domain = new Variable('DOMAIN', { description: 'Host name of the shop.', example: 'shop.example.com' });
new Service(phase, 'web', { image: 'example.org/web:1.0.0', env: { DOMAIN: domain } });`,
    sources: ['https://www.rfc-editor.org/rfc/rfc2606', 'https://www.rfc-editor.org/rfc/rfc6761#section-6.3'],
  },
  check: (stack) => {
    const addresses = new Set(addressVariables(stack));
    return stack.variables.flatMap((variable): readonly Complaint[] => {
      const { name, default: value } = variable;
      if (value === undefined || value === '') return [];
      const fix = `leave the default of ${name} out, so that a deployment without it is refused, and show its form in example`;
      const isHost = link.test(value) || addresses.has(name) || (forHost.test(name) && !notHost.test(name));
      if (stack.environment.guarded && isHost && (local.test(value) || example.test(value)))
        return [
          {
            path: stack.path,
            message: `in "${stack.environment.name}" ${name} falls back to "${value}": where .env leaves it empty, that is what runs`,
            fix,
          },
        ];
      return variable.sameEverywhere === true && addresses.has(name)
        ? [
            {
              path: stack.path,
              message: `${name} is an address that users type, and falls back to "${value}" in every environment: one of them answers for another one`,
              fix,
            },
          ]
        : [];
    });
  },
};

/** The variables that say where users find the system. */
function addressVariables(stack: StackModel): readonly string[] {
  return [stack.site ?? [], ...edgesOf(stack).flatMap(({ sites }) => sites.map(({ name }) => name))].flatMap(
    variablesIn,
  );
}
