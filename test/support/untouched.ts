/** Beside every file of tests that shares a process: it fails when the file leaves the process in another state than it found. */
import { afterAll, expect } from 'vitest';

const builtIns = {
  Object,
  Array,
  String,
  Number,
  Function,
  RegExp,
  Map,
  Set,
  Date,
  Error,
  JSON,
  Math,
  Promise,
};

const state = () => ({
  folder: process.cwd(),
  environment: { ...process.env },
  exitCode: process.exitCode,
  // What two copies of a package share has a symbol, and is there once one of them is loaded.
  globals: Object.getOwnPropertyNames(globalThis).sort(),
  listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
  builtIns: Object.entries(builtIns).map(([name, value]) => [
    name,
    Reflect.ownKeys(value).map(String),
    'prototype' in value ? Reflect.ownKeys(value.prototype).map(String) : [],
  ]),
  traces: [Error.stackTraceLimit, Error.prepareStackTrace],
});

const before = state();
afterAll(() => {
  expect(state()).toEqual(before);
});
