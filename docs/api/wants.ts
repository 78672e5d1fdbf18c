/** What somebody wants to do, and with which names of the package. Types stand with what takes them. */
export const wants: readonly (readonly [want: string, names: readonly string[]])[] = [
  ['describe a system and where it runs', ['App', 'Stack', 'Environment', 'Phase']],
  ['run a container of my own, or a command that must succeed once', ['Service', 'Job']],
  [
    'run a product whose defaults, health check and backup are known',
    ['Postgres', 'Redis', 'Valkey', 'Memcached', 'ClickHouse', 'Kafka', 'Zookeeper', 'Minio'],
  ],
  ['let users in over HTTPS', ['Caddy']],
  ['keep data, and say what becomes of it', ['Volume', 'archived', 'fileBeside']],
  ['use a disk, a file or a socket of the host', ['HostPath']],
  ['say who may talk to whom', ['Network']],
  ['give a container a file that I write', ['ConfigFile']],
  ['give the operators a file of my own', ['OperationsFile']],
  ['keep passwords and settings out of the repository', ['Secret', 'SecretFile', 'Variable']],
  ['put a password, a setting or an address into a text', ['text', 'Template', 'Address']],
  ['say what no prop says, in the words of Compose', ['replace', 'reset']],
  [
    'write an element of Compose as it is, without guards',
    ['ComposeService', 'ComposeNetwork', 'ComposeVolume', 'ComposeConfig', 'ComposeSecret'],
  ],
  ['make files for another way to run it', ['operations', 'terraform']],
  ['put a system into a CDKTN app of my own', ['StowageStack']],
  ['test my stacks', ['Output', 'Findings', 'Match', 'Capture', 'Matcher', 'matchers']],
  [
    'ask, in a rule or a target of my own, what will run',
    [
      ...[
        'configOf',
        'resourcesOf',
        'imageOf',
        'likelyImageOf',
        'readImage',
        'cpusOf',
        'memoryOf',
        'profilesOf',
      ],
      ...['publishedBy', 'mountsOf', 'keepsRunning', 'startsAlways', 'literal', 'showText'],
    ],
  ],
  ['test what I have described', ['Output', 'Findings', 'Match', 'Capture', 'matchers']],
  [
    'load, check, compile, compare and write from a program of my own',
    ['load', 'lint', 'compile', 'compare', 'write', 'list', 'fails', 'patch'],
  ],
];
