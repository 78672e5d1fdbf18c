import type { Mutant } from '../mutant.ts';

/** Faults of one product, and of the stack that uses it. */
export const products: readonly Mutant[] = [
  {
    fault: 'Kafka is made anew after ZooKeeper, and is kept out by its own session',
    file: 'constructs/core/start-order.ts',
    replace: 'all.set(service, { ...known, restart: true });',
    by: 'all.set(service, known);',
    fails: { 'constructs/blocks/kafka/kafka.test.ts': 'it stops before ZooKeeper is made anew' },
  },
  {
    fault: 'the listener of Kafka that asks for no password is open to everybody',
    file: 'constructs/blocks/kafka/broker.ts',
    replace: '`127.0.0.1:${insidePort}`] as const',
    by: '`:${insidePort}`] as const',
    fails: { 'constructs/blocks/kafka/login.test.ts': 'beside a ZooKeeper, by the variables of Bitnami' },
  },
  {
    fault: 'Kafka lets in the user that its image has where it is told of none',
    file: 'constructs/blocks/kafka/broker.ts',
    replace: '...users(broker.login)',
    by: '',
    fails: { 'constructs/blocks/kafka/login.test.ts': 'beside a ZooKeeper, by the variables of Bitnami' },
  },
  {
    fault: 'an old Java of a Kafka that asks for passwords dies on a new kernel',
    file: 'constructs/blocks/kafka/index.ts',
    replace: "...(login && jvmOptions(props.image, oldJava, 'KAFKA_HEAP_OPTS', heap)),",
    by: '',
    fails: { 'constructs/blocks/kafka/login.test.ts': 'the option for old Javas stands where the image' },
  },
  {
    fault: 'the nodes of ClickHouse in ZooKeeper are bound to nothing',
    file: 'constructs/blocks/clickhouse/index.ts',
    replace: '...(ownNodes && { identityVariable }),',
    by: '',
    fails: { 'constructs/blocks/clickhouse/nodes.test.ts': 'its nodes are bound to a name and a password' },
  },
  {
    fault: 'the plugin server does not get the password of Kafka',
    file: 'stacks/posthog/process.ts',
    replace: ", 'KAFKA_SASL_PASSWORD'],",
    by: '],',
    fails: { 'stacks/posthog/test/login.test.ts': 'where Kafka asks for a password' },
  },
  {
    fault: 'a statement that no pg_dumpall writes is passed over',
    file: 'constructs/blocks/postgres/pg-roles.sh',
    replace: '\n    refuse("pg_dumpall writes no such statement")',
    by: '\n    return',
    fails: { 'constructs/blocks/postgres/roles.test.ts': 'another statement' },
  },
  {
    fault: 'a dump may bring an event trigger unasked',
    file: 'constructs/blocks/postgres/pg-dump.sh',
    replace: 'if (!plain) print "named\\t"',
    by: 'if (0) print "named\\t"',
    fails: { 'constructs/blocks/postgres/roles.test.ts': 'what a dump lists is known' },
  },
  {
    fault: 'a backup may bring another superuser unasked',
    file: 'constructs/blocks/postgres/backup.sh',
    replace: 'named) let_in "$text" || object_pg_dump',
    by: 'named) true || object_pg_dump',
    fails: { 'constructs/blocks/postgres/roles.test.ts': 'ALTER ROLE eve WITH SUPERUSER; is let in' },
  },
  {
    fault: 'a dump may hold a statement that no dump of MariaDB has',
    file: 'constructs/blocks/mysql-family/sql-reader.sh',
    replace: '\n    refuse("no dump has such a statement")',
    by: '\n    return',
    fails: { 'constructs/blocks/mysql-family/hostile.test.ts': 'CREATE DATABASE other;' },
  },
  {
    fault: 'a user of one database may read those whose names only look alike',
    file: 'constructs/blocks/mysql-family/users.ts',
    replace: "sed 's/_/\\\\\\\\_/g'",
    by: 'cat',
    fails: { 'constructs/blocks/mysql-family/users.test.ts': 'each user has its database alone' },
  },
  {
    fault: 'who may read a bucket of MinIO may write to it',
    file: 'constructs/blocks/minio/setup.ts',
    replace: "...allow(of('read', '/*'), 'GetObject'),",
    by: "...allow(of('read', '/*'), 'GetObject', ...changed),",
    fails: {
      'constructs/blocks/minio/buckets.test.ts':
        'a user has a policy of its own, and its key goes in on standard input',
    },
  },
  {
    fault: 'a restore of more than was ever counted passes for one that fits',
    file: 'constructs/core/commands.sh',
    replace: '-le "$((10#${high:-$low}))"',
    by: '-ge "$((10#$low))"',
    fails: { 'test/constructs/core/backup-ways.test.ts': 'keep the counts from before and after a dump' },
  },
  {
    fault: 'a RabbitMQ starts empty in each new container',
    file: 'constructs/blocks/rabbitmq/index.ts',
    replace: '      hostname: id,\n',
    by: '',
    fails: {
      'constructs/blocks/rabbitmq/rabbitmq.test.ts': 'a node whose data lie under the name of its host',
    },
  },
  {
    fault: 'a server of MySQL starts on the tables of another version, for another number is read',
    file: 'constructs/blocks/mysql/major.sh',
    replace: '-j8 -N4',
    by: '-j12 -N4',
    fails: { 'constructs/blocks/mysql/major.test.ts': 'one on what a newer one wrote' },
  },
  {
    fault: 'a role of another database gets the name of a variable for its password',
    file: 'constructs/blocks/postgres/databases.ts',
    replace: `: \`"$\${login.variable}"\``,
    by: `: \`"\${login.variable}"\``,
    fails: {
      'constructs/blocks/postgres/databases.test.ts': 'gives each role its password by standard input',
    },
  },
  {
    fault: "MySQL's root is told its new password with the one before alone, so a killed rotation never ends",
    file: 'constructs/blocks/mysql-family/rotate.sh',
    replace: 'for MYSQL_PWD in "$word" "$other"',
    by: 'for MYSQL_PWD in "$other"',
    fails: { 'constructs/blocks/mysql-family/rotate.test.ts': "MySQL's root comes in with the new one" },
  },
  {
    fault: 'a store whose configuration somebody mounts is said to ask nobody for a password',
    file: 'src/rules/facts/unasked.ts',
    replace: 'service.build !== undefined || mayHaveFiles(service)',
    by: 'service.build !== undefined',
    fails: { 'test/rules/secret/password-asked.test.ts': 'a file that it is given may make it ask' },
  },
  {
    fault:
      'a PostgreSQL that a digest names without a tag is taken for the newest, and its mount for a wrong one',
    file: 'constructs/images/index.ts',
    replace: "version === undefined && !image.includes('@')",
    by: 'version === undefined',
    fails: { 'constructs/blocks/postgres/facts.test.ts': 'a tag without one is the newest' },
  },
  {
    fault: 'an application whose database a file of variables may name is said to lose its data',
    file: 'src/graph/data-paths.ts',
    replace: 'configOf(service).envFile !== undefined || envNames(service).has(name)',
    by: 'envNames(service).has(name)',
    fails: { 'test/rules/data/data-kept.test.ts': 'data that another file may send elsewhere' },
  },
];
