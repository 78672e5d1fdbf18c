import type { Mutant } from '../mutant.ts';

const signature = 'src/targets/operations/templates/scripts/signature.sh.hbs';
const archive = 'constructs/core/archive-members.sh';
const definitions = 'constructs/blocks/clickhouse/clickhouse-definitions.sh';
const places = 'src/targets/operations/templates/scripts/places.sh.hbs';
const zip = 'constructs/blocks/clickhouse/clickhouse-zip.sh';

/** Faults of what guards a restore. */
export const guards: readonly Mutant[] = [
  {
    fault: 'a backup with a signature of the right form is taken, whatever it says',
    file: 'src/targets/operations/templates/scripts/signature.sh.hbs',
    replace: '[ "$(hmac "$key" <<<"$(signed_text "$1" "$2")")" = "$line" ]',
    by: '[ "${#line}" = 64 ]',
    fails: { 'test/targets/operations/backup/hostile.test.ts': 'another dump' },
  },
  {
    fault: 'a backup is signed under any name',
    file: 'src/targets/operations/templates/scripts/signature.sh.hbs',
    replace: '"name $2" ',
    by: '',
    fails: { 'test/targets/operations/backup/backup-verify.test.ts': 'takes a whole backup' },
  },
  {
    fault: 'a folder in the place of another is any folder',
    file: places,
    replace: 'if (name in used) return 1',
    by: 'return 1',
    fails: {
      'test/targets/operations/scripts/places.test.ts':
        'where something else stands in the place of a folder of this host',
    },
  },
  {
    fault: 'a start goes on where Docker does not say what was mounted',
    file: places,
    replace: 'all=$(misplaced) || exit 1',
    by: 'all=$(misplaced) || true',
    fails: { 'test/targets/operations/scripts/places.test.ts': 'where it cannot find out' },
  },
  {
    fault: 'a restore asks nobody who made the backup',
    file: 'src/targets/operations/templates/scripts/restore.hbs',
    replace: 'check_signature "$folder" "$backup"',
    by: '',
    fails: { 'test/targets/operations/backup/hostile.test.ts': 'a command of psql in the roles' },
  },
  {
    fault: 'an archive is unpacked through a link of its own',
    file: 'constructs/core/archive-members.sh',
    replace: 'seen[folder_of(name)] != "35"',
    by: '!(folder_of(name) in seen)',
    fails: { 'test/constructs/core/archive-members.test.ts': 'a member under a link' },
  },
  {
    fault: 'a signature holds for other files than it was made for',
    file: signature,
    replace: '"sums ${sums%% *}"',
    by: '"sums"',
    fails: { 'test/targets/operations/backup/backup-verify.test.ts': 'takes a whole backup' },
  },
  {
    fault: 'UNSIGNED lets in whatever backup is chosen',
    file: signature,
    replace: '[[ " ${UNSIGNED:-} " == *" $2 "* ]]',
    by: '[ -n "${UNSIGNED:-}" ]',
    fails: {
      'test/targets/operations/backup/signature.test.ts': 'is taken when its name is said, and only then',
    },
  },
  {
    fault: 'the name of a file in a backup clears the screen',
    file: 'src/targets/operations/templates/scripts/manifest.sh.hbs',
    replace: 'shown "$said" >&2',
    by: 'cat <<<"$said" >&2',
    fails: { 'test/targets/operations/backup/hostile.test.ts': 'a file that clears the screen' },
  },
  {
    fault: 'an archive writes beside the volume',
    file: archive,
    replace: 'index(" 2f" name " 2f", " 2f 2e 2e 2f")',
    by: '0',
    fails: { 'test/constructs/core/archive-members.test.ts': 'a name that begins with ..' },
  },
  {
    fault: 'an archive brings a device of the host',
    file: archive,
    replace: 'kinds["30"]; kinds["35"]; kinds["32"]; kinds["31"]',
    by: 'kinds["30"]; kinds["35"]; kinds["32"]; kinds["31"]; kinds["33"]; kinds["34"]',
    fails: { 'test/constructs/core/archive-members.test.ts': 'a block device' },
  },
  {
    fault: 'a table of ClickHouse comes back that reads from elsewhere',
    file: definitions,
    replace: '&& !(engine in own))',
    by: '&& !(engine in own) && engine ~ /^EXEC/)',
    fails: {
      'constructs/blocks/clickhouse/hostile-definitions.test.ts':
        "unless ALLOW says TABLE a ENGINE URL: CREATE TABLE d.a (x UInt8) ENGINE = URL('http",
    },
  },
  {
    fault: 'a view of ClickHouse comes back that reads from elsewhere',
    file: definitions,
    replace: '(word in elsewhere ||',
    by: '(0 ||',
    fails: {
      'constructs/blocks/clickhouse/hostile-definitions.test.ts': 'unless ALLOW says VIEW a FUNCTION REMOTE',
    },
  },
  {
    fault: 'the brokers of somebody else send into a table of ClickHouse',
    file: definitions,
    replace: 'if (!index(ENVIRON["SERVICES"], " " host " "))',
    by: 'if (0)',
    fails: {
      'constructs/blocks/clickhouse/hostile-definitions.test.ts':
        'unless ALLOW says TABLE a ENGINE KAFKA evil:9092',
    },
  },
  {
    fault: 'a name in quotes is no function to us, and one to the server',
    file: definitions,
    replace: 'if (word ~ /\\002/ && tail !~',
    by: 'if (0 && tail !~',
    fails: { 'constructs/blocks/clickhouse/hostile-definitions.test.ts': 'unless ALLOW says VIEW a QUOTED' },
  },
  {
    fault: 'of two members of one name the server reads the other one',
    file: zip,
    replace: 'if (name in seen) refuse(name " is there twice")',
    by: '',
    fails: { 'constructs/blocks/clickhouse/hostile-zip.test.ts': 'a member twice' },
  },
  {
    fault: 'a backup of ClickHouse stands on what lies on another host',
    file: zip,
    replace: '|| printf \'%s stands on something else than a backup of ours: %s\\n\' "$1" "$base"',
    by: '|| true',
    fails: { 'constructs/blocks/clickhouse/hostile-zip.test.ts': 'a base elsewhere' },
  },
  {
    fault: 'the rows of a base are run as a definition',
    file: zip,
    replace: ' || ($2 " " $3) in rows)',
    by: ')',
    fails: {
      'constructs/blocks/clickhouse/hostile-zip.test.ts': 'a base whose rows have the sum of the text',
    },
  },
  {
    fault: 'a volume called constructor is a function of JavaScript',
    file: 'src/compose/own.ts',
    replace: 'Object.hasOwn(record, name) ? record[name] : undefined',
    by: 'record[name]',
    fails: { 'test/sources.test.ts': 'constructor is found where it is, and nowhere else' },
  },
  {
    fault: 'what is kept of a failed run in CI holds the secrets',
    file: 'src/targets/operations/workflow/drawn.ts',
    replace: 'text = text substr($0, 1, at - 1) "***"',
    by: 'text = text substr($0, 1, at + length(secret[i]) - 1)',
    fails: { 'test/targets/operations/workflow/secrets.test.ts': 'where it is "a.b"' },
  },
  {
    fault: 'Compose is let show what it cannot read of .env',
    file: 'src/targets/operations/templates/scripts/common.sh.hbs',
    replace: `if [ -n "$odd" ] && [[ $(compose_told`,
    by: `if false && [[ $(compose_told`,
    fails: { 'test/targets/operations/scripts/unsaid.test.ts': 'a quote that is not closed' },
  },
  {
    fault: 'a script shows a container as a whole',
    file: 'src/targets/operations/templates/scripts/run-job.hbs',
    replace: `"\\{{.State.$2}}" "$1"`,
    by: `"\\{{json .}}" "$1" >&2`,
    fails: { 'test/targets/operations/scripts/unsaid.test.ts': 'scripts/run-job migrate' },
  },
  {
    fault: 'constructs in each other are followed for ever',
    file: 'constructs/core/tree.ts',
    replace: 'depth > most.deep',
    by: 'depth < 0',
    fails: { 'test/cli/huge.test.ts': 'what no person writes ends' },
  },
  {
    fault: 'raw keys that stand in each other many times are written out',
    file: 'src/model/raw-fault.ts',
    replace: 'size > most.values',
    by: 'size < 0',
    fails: { 'test/cli/huge.test.ts': 'what no person writes ends' },
  },
  {
    fault: 'two projects of one name meet on a host',
    file: 'constructs/core/app.ts',
    replace: 'for (const other of others) checkApart(model, other);',
    by: 'for (const other of others) void other;',
    fails: { 'test/constructs/core/app.test.ts': 'two projects that may meet on one host have two names' },
  },
  {
    fault: 'a password that a route asks for is said to a proxy that never hears of it',
    file: 'constructs/core/unkept.ts',
    replace: 'if (words.includes(word)) return;',
    by: "if (words.includes(word) || word.startsWith('route.')) return;",
    fails: {
      'test/constructs/core/existing-proxy.test.ts': 'what its own configuration says is refused here',
    },
  },
  {
    fault: 'what a proxy of the host ends TLS for is published to everybody without it',
    file: 'constructs/core/existing-proxy.ts',
    replace: "address: '127.0.0.1', published",
    by: 'published',
    fails: {
      'test/constructs/core/existing-proxy.test.ts':
        'a proxy of the host finds each service on a port of loopback, and is asked there',
    },
  },
  {
    fault: 'what begins with a dot among the files of an edge, such as .env and .git, is shown to everybody',
    file: 'constructs/blocks/caddy/caddyfile.ts',
    replace: "hide = ['.*'],",
    by: 'hide = [],',
    fails: {
      'constructs/blocks/caddy/files.test.ts':
        'files without more: nothing that begins with a dot, and no listing',
    },
  },
  {
    fault: 'the token of a DNS provider stands in the configuration that Caddy keeps',
    file: 'constructs/blocks/caddy/dns.ts',
    replace: '`{env.${value.name}}`',
    by: '`{$${value.name}}`',
    fails: { 'constructs/blocks/caddy/dns.test.ts': 'a module with all that can be said, whole' },
  },
  {
    fault: 'an edge that signs for itself has the certificates of the others taken as they are',
    file: 'src/targets/operations/scripts/smoke-test.ts',
    replace: 'const mixed = untrusted.some((one) => one !== insecure);',
    by: 'const mixed = false;',
    fails: {
      'test/targets/operations/scripts/smoke-test.test.ts':
        'of several edges the certificate of that one is not looked at which signs for itself',
    },
  },
  {
    fault:
      'what an author writes between two braces is run by the template in which Traefik reads its routes',
    file: 'constructs/blocks/traefik/syntax.ts',
    replace: "literals.length === parts.length && !all.includes('{{')",
    by: 'literals.length === parts.length',
    fails: { 'constructs/blocks/traefik/syntax.test.ts': '["a{{b}}"]' },
  },
];
