/** One line of the table. */
export interface Row {
  readonly figure: string;
  readonly measured: string;
  /** @default '' */
  readonly ratio?: string;
  /** The most that it may be. @default - nothing is wanted of it */
  readonly goal?: string;
  /** Whether it is no more than that. */
  readonly met?: boolean;
}

/** Milliseconds of commands, or MiB of them, by name. */
type Figures = ReadonlyMap<string, number>;

/** What a command may take, as a multiple of `node -e 0`. Newer releases of Node start faster, and load no faster. */
const goals = {
  old: new Map([
    ['synth', 2.8],
    ['check', 2.8],
    ['lint', 2.2],
    ['list', 1.7],
    ['--help', 1.4],
  ]),
  new: new Map([
    ['synth', 5],
    ['check', 5],
  ]),
};

export function dailyRows(times: Figures, version: string): readonly Row[] {
  const wanted = Number.parseInt(version, 10) < 22 ? goals.old : goals.new;
  const bare = times.get('node -e 0') ?? Number.NaN;
  const warm = times.get('synth') ?? Number.NaN;
  return [...times].map(([name, time]) =>
    name === 'synth after a change'
      ? against(name, time, warm, 'warm synth', 1.3)
      : name === 'plan'
        ? within(name, time, 300)
        : against(name, time, bare, 'node -e 0', wanted.get(name)),
  );
}

export function largeRows(times: Figures, peaks: Figures): readonly Row[] {
  const of = (name: string) => times.get(name) ?? Number.NaN;
  const synth = of('synth 1000');
  const peer = (name: string): readonly Row[] => [
    against(`${name}, one YAML file`, of(name), synth, 'synth'),
    memory(peaks.get(name)),
  ];
  const config = times.get('docker compose config');
  return [
    { figure: 'docker compose config', measured: config === undefined ? 'skipped' : shown(config) },
    against('synth, into an empty folder', synth, config ?? Number.NaN, 'docker compose config', 0.4),
    memory(peaks.get('synth 1000'), 150),
    against('synth, nothing new', of('synth 1000 again'), synth, 'synth'),
    within('plan, one service changed', of('plan 1000'), 1000),
    against('synth of 10,000 services', of('synth 10000'), synth, 'synth of 1000', 8),
    memory(peaks.get('synth 10000'), 500),
    ...peer('cdk8s'),
    ...peer('projen'),
  ];
}

function against(figure: string, time: number, other: number, name: string, goal?: number): Row {
  const ratio = time / other;
  if (Number.isNaN(ratio)) return { figure, measured: shown(time), ratio: 'skipped' };
  return {
    ...{ figure, measured: shown(time), ratio: `${ratio.toFixed(2)} × ${name}` },
    ...(goal !== undefined && { goal: `${goal} ×`, met: ratio <= goal }),
  };
}

/** Of which an absolute time is wanted. */
function within(figure: string, time: number, most: number): Row {
  return { figure, measured: shown(time), goal: shown(most), met: time <= most };
}

function memory(peak = Number.NaN, goal?: number): Row {
  return {
    ...{ figure: '  its peak of memory', measured: `${peak.toFixed(0)} MiB` },
    ...(goal !== undefined && { goal: `${goal} MiB`, met: peak <= goal }),
  };
}

function shown(time: number): string {
  return time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(2)} s`;
}

/** The lines under each other. */
export function table(rows: readonly Row[]): string {
  const lines = [
    ['figure', 'measured', 'beside', 'goal', ''],
    ...rows.map(({ figure, measured, ratio = '', goal = '', met }) => [
      ...[figure, measured, ratio, goal],
      met === undefined ? '' : met ? 'met' : 'missed',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
    .concat('\n');
}
