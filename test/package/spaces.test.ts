import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { fewerSpaces } from '../../package/spaces.ts';

test.each([
  ['const { a, b = 1 } = c ? d : [e, ...f];', 'const{a,b=1}=c?d:[e,...f];'],
  ['f("a = b, { c }", \'it\\\'s : "x"\', x === y);', 'f("a = b, { c }",\'it\\\'s : "x"\',x===y);'],
  ['a = b ? .5 : -.5;', 'a=b?.5:-.5;'],
  ['x = a < !--b || a - -b && a + +b;', 'x=a < !--b||a - -b&&a + +b;'],
  ['a += b + +c + ++d - -e + (f++ + g);', 'a+=b + +c + ++d - -e+(f++ + g);'],
  ['a = "x" + b + `y` + c;', 'a = "x" + b + `y` + c;'],
  ['for (const [a, b] of c) yield_ = typeof a in { b };', 'for(const[a,b]of c)yield_=typeof a in{b};'],
])('spaces that only people need go, and it means what it meant: %s', (line, expected) => {
  const meant = (text: string) => transformSync(text, { minifyWhitespace: true, minifySyntax: true }).code;
  expect(fewerSpaces(line)).toBe(expected);
  expect(meant(expected)).toBe(meant(line));
});

test.each(['a = / = , "/.test(b) ? c : d;', 'a = `x = ${y} , z`;', 'f(a, b); // it = "that"', 'a = b / c;'])(
  'a line that may hold something else stays: %s',
  (line) => {
    expect(fewerSpaces(line)).toBe(line);
  },
);
