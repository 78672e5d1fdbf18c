/** A database, its user, and the variable in the container that holds that user's password. */
export interface DatabaseUser {
  /** The database. */
  readonly database: string;
  /** Who may do everything in it. */
  readonly user: string;
  /** The variable. */
  readonly variable: string;
}

/** What makes the users of one server anew, as a script in its container. */
export interface UsersScript {
  /** Its client, as root. */
  readonly client: string;
  /** Statements for root alone, at the end. */
  readonly last: readonly string[];
  readonly all: readonly DatabaseUser[];
}

/** Where the image looks for what it runs at the end of the first start; after whatever an author adds there. */
export const usersPath = '/docker-entrypoint-initdb.d/zz-users.sh';

/**
 * Its text. The image sources it in bash, with a function that speaks to its temporary server as root; later `sh` runs it.
 * @see https://hub.docker.com/_/mariadb, "Initializing the database contents"
 */
export function usersScript({ client, last, all }: UsersScript): string {
  return `# The databases and their users, with the passwords of .env: the image sources this at the end of the first start. A restore runs it
# again, and so does an operator who has changed a password. What is there already stays.
# shellcheck shell=sh disable=SC2016 # the backquotes are SQL's

# Statements for a database, its user and what that one logs in with, in this order: none of it stands in an argument of a program.
stowage_user() {
  stowage_word=$(printf '%s' "$3" | sed "s/\\\\\\\\/\\\\\\\\\\\\\\\\/g; s/'/''/g")
  printf 'CREATE DATABASE IF NOT EXISTS \`%s\`;\\n' "$1"
  printf 'CREATE USER IF NOT EXISTS \\047%s\\047@\\047%%\\047 IDENTIFIED BY \\047%s\\047;\\n' "$2" "$stowage_word"
  printf 'ALTER USER \\047%s\\047@\\047%%\\047 IDENTIFIED BY \\047%s\\047;\\n' "$2" "$stowage_word"
  printf 'GRANT ALL ON \`%s\`.* TO \\047%s\\047@\\047%%\\047;\\n' "$(printf '%s' "$1" | sed 's/_/\\\\_/g')" "$2"
}

stowage_users() {
  printf "SET SESSION sql_mode = '';\\n"
${all.map(({ database, user, variable }) => `  stowage_user '${database}' '${user}' "$${variable}"`).join('\n')}
${last.map((statement) => `  printf '%s\\n' ${JSON.stringify(statement)}\n`).join('')}}

if command -v docker_process_sql >/dev/null; then
  stowage_users | docker_process_sql --database=mysql
else
  export MYSQL_PWD="\${MYSQL_ROOT_PASSWORD:-}"
  stowage_users | ${client} --user=root --database=mysql
fi
`;
}
