import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';
import { Server } from './server.ts';

const image = 'test/engine/images/kafka';
const address = ['--bootstrap-server', 'kafka:9092'];

/** Kafka 2.8.1 in a namespace beside a ZooKeeper, told by the entrypoint of its image what one environment tells its service `kafka`. */
export class KafkaServer {
  /** Where its tools are: those of the image, in another folder. */
  readonly programs: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #inside: Namespace;
  readonly #entrypoint: string;
  readonly #given: Readonly<Record<string, string>>;
  readonly #server: Server;

  /** `values` are those of its variables. */
  constructor(inside: Namespace, composeFile: string, values: Readonly<Record<string, string>> = {}) {
    this.#inside = inside;
    this.#server = new Server('Kafka', inside);
    const folder = join(inside.folder, 'kafka');
    this.programs = join(folder, 'bin');
    for (const made of ['.', 'bin', 'config', 'volume/data'])
      mkdirSync(join(folder, made), { recursive: true });
    const here = (file: string) => {
      const text = readFileSync(join(image, file), 'utf8')
        .replaceAll('/opt/bitnami/kafka', folder)
        .replaceAll('/bitnami/kafka', join(folder, 'volume'));
      writeFileSync(join(folder, file), text, { mode: 0o755 });
    };
    for (const tool of readdirSync(join(image, 'bin'))) here(`bin/${tool}`);
    here('entrypoint.sh');
    this.#entrypoint = join(folder, 'entrypoint.sh');
    symlinkSync(fetched('STOWAGE_KAFKA'), join(folder, 'libs'));
    const told: Readonly<Record<string, string>> = parse(readFileSync(composeFile, 'utf8')).services.kafka
      .environment;
    const given = Object.entries(told).map(([name, value]) => [
      name,
      value
        .replace(/\$\{(\w+):\?[^}]*\}/, (_, variable: string) => values[variable] ?? '')
        .replace(/-Xms\d+m -Xmx\d+m/, '-Xmx256m'),
    ]);
    this.#given = Object.fromEntries(given);
    this.env = { KAFKA_OPTS: told.KAFKA_OPTS ?? '' };
  }

  async start(): Promise<void> {
    const ask = ['-c', 'exec 3<>/dev/tcp/127.0.0.1/9092'];
    await this.#server.start({
      program: this.#entrypoint,
      args: [
        join(this.programs, 'kafka-class.sh'),
        'kafka.Kafka',
        join(this.programs, '../config/server.properties'),
      ],
      env: this.#given,
      serves: () => this.#inside.run('bash', ask).code === 0,
      seconds: 40,
    });
  }

  /** What it printed, of all its starts. */
  get said(): string {
    return this.#server.said;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  create(...topics: readonly string[]): void {
    for (const topic of topics)
      this.#must('kafka-topics.sh', [...address, '--create', '--topic', topic, '--partitions', '1']);
  }

  /** Puts lines into a topic, all of them before it returns. */
  send(topic: string, lines: readonly string[]): void {
    this.#must(
      'kafka-console-producer.sh',
      [...address, '--topic', topic, '--request-required-acks', 'all'],
      lines,
    );
  }

  /** Lets a group, which nobody is in, read a topic again from an offset. */
  rewind(group: string, topic: string, offset: number): void {
    const to = [
      '--group',
      group,
      '--topic',
      topic,
      '--reset-offsets',
      '--to-offset',
      String(offset),
      '--execute',
    ];
    this.#must('kafka-consumer-groups.sh', [...address, ...to]);
  }

  #must(tool: string, words: readonly string[], lines: readonly string[] = []): void {
    const { code, out, err } = this.#inside.run(join(this.programs, tool), words, {
      env: this.env,
      input: lines.map((line) => `${line}\n`).join(''),
    });
    if (code !== 0)
      throw new Error(`${tool} ${words.join(' ')} ended with ${code}\n${out}\n${err.slice(-1000)}`);
  }
}
