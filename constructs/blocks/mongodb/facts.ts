import type { Repositories } from '../../images/facts.ts';
import { bySeries, login, names, orFile } from '../../images/facts.ts';

/**
 * The official image of MongoDB.
 * @see https://github.com/docker-library/docs/blob/master/mongo/content.md
 * @see https://github.com/docker-library/mongo/blob/master/Dockerfile-linux.template for its volumes
 */
export const mongodb: Repositories = [
  [
    'mongo',
    {
      product: 'MongoDB',
      healthcheck: false,
      traits: {
        writes: 'always',
        oneWriter: true,
        servers: ['mongod'],
        dataFlags: ['--dbpath'],
        // https://www.mongodb.com/docs/manual/reference/program/mongod/: with other data it does not start
        initialFlags: ['--directoryperdb', '--wiredTigerDirectoryForIndexes', '--storageEngine'],
        // https://www.mongodb.com/docs/v8.0/release-notes/8.0-upgrade-replica-set: one major release after the other
        stops: ['4.2', '4.4', '5.0', '6.0', '7.0', '8.0'],
      },
      initialVariables: ['MONGO_INITDB_DATABASE'],
      dataPaths: ['/data/db'],
      volumes: ['/data/db', '/data/configdb'],
      reach: {
        ports: [27_017],
        // https://www.mongodb.com/docs/manual/reference/program/mongod/
        openingFlags: ['--noauth'],
        // https://github.com/docker-library/mongo/blob/master/docker-entrypoint.sh: --auth comes with the variables
        openUnless: ['MONGO_INITDB_ROOT_PASSWORD', '--auth', '--keyFile', '--clusterAuthMode'],
        logins: [login('MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_ROOT_USERNAME')],
        variables: orFile(names('MONGO_INITDB', 'ROOT_USERNAME ROOT_PASSWORD DATABASE')),
      },
      // https://www.mongodb.com/legal/support-policy/lifecycles
      ends: bySeries({ '4.4': '2024-02', '5.0': '2024-10', '6.0': '2025-07' }),
    },
  ],
];
