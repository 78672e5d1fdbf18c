import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/**
 * Writes down what happens to the containers of a project, as it happens: the engine keeps the last 256 events of all, and each network
 * that a container is put on is one. Ends when the result is called.
 */
export function recordEvents(project: string, file: string): () => void {
  const log = openSync(file, 'a');
  const filters = ['type=container', `label=com.docker.compose.project=${project}`].map(
    (filter) => `--filter=${filter}`,
  );
  const kinds = ['start', 'die', 'health_status'].map((event) => `--filter=event=${event}`);
  const recorder = spawn('docker', ['events', ...filters, ...kinds, '--format={{json .}}'], {
    stdio: ['ignore', log, 'ignore'],
  });
  closeSync(log);
  recorder.unref();
  return () => recorder.kill();
}
