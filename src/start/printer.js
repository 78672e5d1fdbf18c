// Writes templates as code that does nothing but print: a run would look up a helper, a part and a place in the data where nothing can differ.
// What it makes prints what Handlebars prints; a template that asks for more of the language than ours do is refused.
import Handlebars from 'handlebars';

/**
 * A template as a function `(escapes, data) => text`. Around it stand `of`, the functions of its folder by their names, and what
 * src/files/printing.ts exports.
 * @param {string} template
 * @throws Error for what is not written here
 * @returns {string}
 */
export function printed(template) {
  const made = inside(Handlebars.parse(template), { depth: 0 });
  return `(escapes, data0) => {\nlet out = "";\n${made}return out;\n}`;
}

/**
 * @typedef {object} Place
 * @property {number} depth how many lists it is in
 */

/**
 * The statements that print what stands in a block.
 * @param {hbs.AST.Program} program
 * @param {Place} at
 * @returns {string}
 */
function inside({ body, blockParams }, at) {
  if (blockParams?.length) throw new Error(`|${blockParams.join(' ')}|`);
  let code = '';
  /** @type {string[]} */
  let texts = [];
  const flush = () => {
    if (texts.length > 0) code += `out += ${texts.join(' + ')};\n`;
    texts = [];
  };
  for (const one of body) {
    const text = textOf(one, at);
    if (text !== undefined) texts.push(text);
    else if (isBlock(one)) {
      flush();
      code += block(one, at);
    } else if (one.type !== 'CommentStatement') throw new Error(one.type);
  }
  flush();
  return code;
}

/**
 * An expression that is a text, for what is no block.
 * @param {hbs.AST.Statement} one
 * @param {Place} at
 */
function textOf(one, at) {
  if (isContent(one)) return JSON.stringify(one.value);
  if (isPart(one)) {
    if (!('parts' in one.name) || one.params.length > 0 || one.hash || one.indent)
      throw new Error('a part with data of its own, or with an indent');
    return `of[${JSON.stringify(one.name.original)}](escapes, data${at.depth})`;
  }
  if (!isValue(one)) return undefined;
  if (one.params.length > 0 || one.hash) return call(one, at);
  if (!isPath(one.path)) throw new Error(`{{${one.path.type}}}`);
  const { parts, data } = one.path;
  const [last] = parts.slice(-1);
  if (data || last === undefined) return `text(${path(one.path, at)})`;
  return `field(${path({ ...one.path, parts: parts.slice(0, -1) }, at)}, ${JSON.stringify(last)})`;
}

/**
 * @param {hbs.AST.BlockStatement} block
 * @param {Place} at
 */
function block({ path: name, params, hash, program, inverse }, at) {
  const [value, ...others] = params;
  if (value === undefined || others.length > 0 || hash) throw new Error('a block of one value has others');
  const given = expression(value, at);
  const otherwise = inverse ? inside(inverse, at) : '';
  switch ('original' in name && name.original) {
    case 'if':
      return either(`holds(${given})`, inside(program, at), otherwise);
    case 'unless':
      return either(`!holds(${given})`, inside(program, at), otherwise);
    case 'each': {
      const depth = at.depth + 1;
      const each = inside(program, { depth });
      const loop = `for (let at${depth} = 0; at${depth} < list${depth}.length; at${depth}++) {\nconst data${depth} = list${depth}[at${depth}];\n${each}}\n`;
      const none = otherwise === '' ? '' : `if (list${depth}.length === 0) {\n${otherwise}}\n`;
      return `{\nconst list${depth} = items(${given});\n${loop}${none}}\n`;
    }
    default:
      throw new Error('a block of another kind');
  }
}

/** @param {string} condition @param {string} then @param {string} otherwise */
function either(condition, then, otherwise) {
  return `if (${condition}) {\n${then}}${otherwise === '' ? '' : ` else {\n${otherwise}}`}\n`;
}

/**
 * @param {hbs.AST.Expression} value
 * @param {Place} at
 * @returns {string}
 */
function expression(value, at) {
  if (isPath(value)) return path(value, at);
  if (isCall(value)) return call(value, at);
  if ('value' in value && ['StringLiteral', 'NumberLiteral', 'BooleanLiteral'].includes(value.type))
    return JSON.stringify(value.value);
  throw new Error(value.type);
}

/**
 * @param {hbs.AST.MustacheStatement | hbs.AST.SubExpression} call
 * @param {Place} at
 */
function call({ path: name, params, hash }, at) {
  if (!isPath(name) || name.parts.length !== 1 || name.depth > 0 || hash)
    throw new Error('an escape with names');
  return `escapes.${word(name.original)}(${params.map((one) => expression(one, at)).join(', ')})`;
}

/**
 * @param {hbs.AST.PathExpression} path
 * @param {Place} at
 */
function path({ parts, depth, data, original }, at) {
  const level = at.depth - depth;
  if (level < 0) throw new Error(`${original} is outside of the data`);
  if (!data) return [`data${level}`, ...parts.map(word)].join('.');
  const [known] = at.depth === 0 || depth > 0 || parts.length !== 1 ? [] : parts;
  if (known === 'first') return `(at${level} === 0)`;
  if (known === 'last') return `(at${level} === list${level}.length - 1)`;
  if (known === 'index') return `at${level}`;
  throw new Error(original);
}

/** What every object answers to is no field: Handlebars finds nothing there. @param {string} name */
function word(name) {
  if (!/^[A-Za-z_]\w*$/.test(name) || name in {}) throw new Error(`${name} is no name of a field`);
  return name;
}

/** @param {hbs.AST.Node} one @returns {one is hbs.AST.ContentStatement} */
function isContent(one) {
  return one.type === 'ContentStatement';
}

/** @param {hbs.AST.Node} one @returns {one is hbs.AST.MustacheStatement} */
function isValue(one) {
  return one.type === 'MustacheStatement';
}

/** @param {hbs.AST.Node} one @returns {one is hbs.AST.PartialStatement} */
function isPart(one) {
  return one.type === 'PartialStatement';
}

/** @param {hbs.AST.Node} one @returns {one is hbs.AST.BlockStatement} */
function isBlock(one) {
  return one.type === 'BlockStatement';
}

/** @param {hbs.AST.Node} one @returns {one is hbs.AST.PathExpression} */
function isPath(one) {
  return one.type === 'PathExpression';
}

/** @param {hbs.AST.Node} one @returns {one is hbs.AST.SubExpression} */
function isCall(one) {
  return one.type === 'SubExpression';
}
