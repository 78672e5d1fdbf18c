/**
 * Makes the one member a replica set, waits until it takes writes, and makes the application's user or tells it its password; every step may be
 * repeated. For mongosh: the server, the member and the user stand in the environment, so that no password is in an argument. 94 is the error
 * NotYetInitialized.
 * @see https://www.mongodb.com/docs/manual/reference/command/replSetInitiate/
 * @see https://www.mongodb.com/docs/mongodb-shell/write-scripts/
 */
export const setup = `const { env } = process;
const { SERVER, MEMBER, DATABASE, APP_USER, APP_PASSWORD } = env;
const admin = connect(SERVER);
let initiated = true;
try {
  admin.runCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== 94) throw error;
  initiated = false;
}
if (!initiated) admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: MEMBER }] } });
for (let tries = 0; !admin.runCommand({ hello: 1 }).isWritablePrimary; tries++) {
  if (tries === 240) throw new Error(MEMBER + ' took no writes for two minutes; see its log');
  sleep(500);
}
const database = admin.getSiblingDB(DATABASE);
const user = { pwd: APP_PASSWORD, roles: ['readWrite', 'dbAdmin'].map((role) => ({ role, db: DATABASE })) };
if (database.getUser(APP_USER) === null) database.createUser({ user: APP_USER, ...user });
else database.updateUser(APP_USER, user);
`;
