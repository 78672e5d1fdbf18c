import type { Mutant } from '../mutant.ts';

/** Faults of what asks a registry, and of what writes its answer into the source. */
export const pin: readonly Mutant[] = [
  {
    fault: 'a login follows to another host where a registry redirects to one',
    file: 'src/registry/request.ts',
    replace: 'if (next.origin !== at.origin) headers',
    by: 'if (next.host === at.origin) headers',
    fails: { 'test/registry/digest.test.ts': 'goes to no other host' },
  },
  {
    fault: 'a host that a registry sent us to is told its login',
    file: 'src/registry/digest.ts',
    replace: 'const same = first.url.host === host;',
    by: "const same = first.url.host !== '';",
    fails: { 'test/registry/digest.test.ts': 'to a host that sent us elsewhere is not shown there' },
  },
  {
    fault: 'an image is pinned to the manifest of one platform',
    file: 'src/registry/digest.ts',
    replace: "  'application/vnd.oci.image.index.v1+json',\n",
    by: '',
    fails: { 'test/registry/digest.test.ts': 'is read from the header' },
  },
  {
    fault: 'the helper of all registries is asked where one has its own',
    file: 'src/registry/credentials.ts',
    replace: "text(field(field(config, 'credHelpers'), login)) || ",
    by: '',
    fails: { 'test/registry/credentials.test.ts': 'the one of a registry goes before the one of all' },
  },
  {
    fault: 'what was edited while the registries answered is overwritten',
    file: 'src/out/rewrite.ts',
    replace: 'if (!readFileSync(to).equals(before))',
    by: 'if (before.length < 0)',
    fails: { 'test/out/rewrite.test.ts': 'what somebody changed in the meantime is not lost' },
  },
  {
    fault: 'a string that only begins with the image is rewritten',
    file: 'src/cli/pin/edits.ts',
    replace: 'const by = pinned.get(value);',
    by: "const by = pinned.get(value.replace(/(?<=:1).*$/, ''));",
    fails: { 'test/cli/pin/literals.test.ts': 'a part of a longer one is left alone' },
  },
];
