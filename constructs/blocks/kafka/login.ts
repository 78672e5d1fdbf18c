import { inCapitals } from '../../core/in-capitals.ts';
import { Secret } from '../../core/variable.ts';

/** What clients of a broker log in with, in the words that Kafka has for it. */
export interface KafkaLogin {
  /** The name of the user that the broker lets in. */
  readonly user: string;
  /** Its password. */
  readonly password: Secret;
  /** `security.protocol` of a client. */
  readonly protocol: 'SASL_PLAINTEXT';
  /** `sasl.mechanism` of a client. */
  readonly mechanism: 'PLAIN';
}

/**
 * A login whose password `make init` draws. The mechanism is PLAIN and not SCRAM: SCRAM's salted passwords stand in the metadata, so that a
 * broker which is to start empty must be told of them by a program that has them in its arguments, and whoever writes in ZooKeeper, which
 * asks nobody, adds a user of his own.
 * @see https://kafka.apache.org/28/documentation.html#security_sasl_scram
 */
export function drawnLogin(id: string): KafkaLogin {
  return {
    user: 'client',
    password: new Secret(`${inCapitals(id)}_PASSWORD`, {
      description: {
        en: 'Password of the clients of Kafka. A new one holds as soon as all of them were started with it.',
        id: 'Kata sandi klien Kafka. Yang baru berlaku begitu semuanya dijalankan dengannya.',
      },
    }),
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
  };
}
