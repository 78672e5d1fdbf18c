import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fetched } from './fetched.ts';
import type { Namespace } from './namespace.ts';
import { Server } from './server.ts';

const image = 'test/engine/images/kafka/bin';
const address = ['--bootstrap-server', 'kafka:9092'];

/** Kafka 2.8.1 in a namespace beside a ZooKeeper, with the settings that one environment gives its service `kafka`. */
export class KafkaServer {
  /** Where its tools are: those of the image, in another folder. */
  readonly programs: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #inside: Namespace;
  readonly #properties: string;
  readonly #server: Server;

  constructor(inside: Namespace, composeFile: string) {
    this.#inside = inside;
    this.#server = new Server('Kafka', inside);
    const folder = join(inside.folder, 'kafka');
    this.programs = join(folder, 'bin');
    this.#properties = join(folder, 'server.properties');
    mkdirSync(folder);
    mkdirSync(this.programs);
    for (const tool of readdirSync(image)) {
      const text = readFileSync(join(image, tool), 'utf8').replaceAll('/opt/bitnami/kafka', folder);
      writeFileSync(join(this.programs, tool), text, { mode: 0o755 });
    }
    symlinkSync(fetched('STOWAGE_KAFKA'), join(folder, 'libs'));
    const given: Readonly<Record<string, string>> = parse(readFileSync(composeFile, 'utf8')).services.kafka
      .environment;
    const settings = Object.entries(given)
      .filter(([name]) => name.startsWith('KAFKA_CFG_'))
      .map(([name, value]) => `${name.slice(10).toLowerCase().replaceAll('_', '.')}=${value}`);
    const lines = [`broker.id=${given.KAFKA_BROKER_ID}`, `log.dirs=${folder}/data`, ...settings];
    writeFileSync(this.#properties, `${lines.join('\n')}\n`);
    this.env = { KAFKA_OPTS: given.KAFKA_OPTS ?? '' };
  }

  async start(): Promise<void> {
    const ask = ['-c', 'exec 3<>/dev/tcp/127.0.0.1/9092'];
    await this.#server.start({
      program: join(this.programs, 'kafka-class.sh'),
      args: ['kafka.Kafka', this.#properties],
      env: this.env,
      serves: () => this.#inside.run('bash', ask).code === 0,
      seconds: 40,
    });
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
