import type { JSDocableNode, TypeNode } from 'ts-morph';
import { Node, SyntaxKind } from 'ts-morph';
import type { ObjectShape, Prop, Shape } from '../constructs/props/shape.ts';

/** Shapes of a vocabulary; those that have a name are noted down once, and referred to. */
export class Shapes {
  readonly named = new Map<string, Shape>();

  /** The shape of what this type allows; undefined when it allows nothing (`never`). */
  of(type: TypeNode): Shape | undefined {
    if (Node.isParenthesizedTypeNode(type) || Node.isTypeOperatorTypeNode(type))
      return this.of(type.getTypeNode());
    if (Node.isArrayTypeNode(type)) return { is: 'list', of: this.some(type.getElementTypeNode()) };
    if (Node.isTupleTypeNode(type)) return this.#tuple(type.getElements());
    if (Node.isUnionTypeNode(type)) return this.#union(type.getTypeNodes());
    if (Node.isIntersectionTypeNode(type)) return this.#intersection(type.getTypeNodes());
    if (Node.isTypeLiteral(type)) return this.#object(type);
    if (Node.isTemplateLiteralTypeNode(type)) return template(type.getText());
    if (Node.isFunctionTypeNode(type)) return { is: 'function' };
    if (Node.isTypeReference(type)) return this.#reference(type.getTypeName().getText(), type);
    if (Node.isLiteralTypeNode(type) || Node.isIndexedAccessTypeNode(type)) return literals(type);
    return keyword(type);
  }

  /** The same, of a type that allows something. */
  some(type: TypeNode): Shape {
    const shape = this.of(type);
    if (shape === undefined) throw new Error(`nothing is a ${type.getText()}`);
    return shape;
  }

  /** The shape itself, not its name. */
  whole(shape: Shape): Shape {
    const { form, example } = shape;
    const meant = shape.is === 'named' ? this.named.get(shape.of) : shape;
    if (meant === undefined) throw new Error(`nothing is called ${JSON.stringify(shape)}`);
    return { ...meant, ...(form !== undefined && { form }), ...(example !== undefined && { example }) };
  }

  /** A shape, with what the doc comment of its declaration adds. */
  tagged(shape: Shape, declaration: JSDocableNode): Shape {
    const said = new Map(
      declaration
        .getJsDocs()
        .flatMap((doc) => doc.getTags())
        .map((tag) => [tag.getTagName(), (tag.getCommentText() ?? '').replaceAll(/\s*\n\s*/g, ' ')]),
    );
    const words = Object.fromEntries([...said].filter(([name]) => name === 'form' || name === 'example'));
    if (shape.is === 'raw' && said.has('closed')) return { ...shape, closed: true };
    const range = said.get('range') ?? said.get('whole');
    const pattern = said.get('pattern');
    const least = said.get('least');
    if (shape.is === 'list' && least !== undefined) return { ...shape, least: Number(least), ...words };
    if (shape.is === 'text' && least !== undefined)
      return { is: 'text', pattern: `[^]{${least},}`, form: 'text that says something', ...words };
    if (pattern !== undefined) return { is: 'text', pattern, ...words };
    if (range === undefined) return Object.keys(words).length === 0 ? shape : { ...shape, ...words };
    const [from, to] = range.split('..');
    const meant = { ...this.whole(shape), ...words };
    if (meant.is === 'amount') return { ...meant, ...(from && { from }), ...(to && { to }) };
    if (meant.is !== 'number') throw new Error(`a range of ${JSON.stringify(meant)}`);
    const whole = said.has('whole') ? ({ whole: true } as const) : {};
    return { ...meant, ...whole, ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) };
  }

  #tuple(elements: readonly TypeNode[]): Shape {
    const [first] = elements;
    if (first === undefined) throw new Error('a tuple of nothing');
    const fixed = elements.filter((one) => !Node.isRestTypeNode(one));
    return { is: 'list', of: this.some(first), least: fixed.length };
  }

  #union(types: readonly TypeNode[]): Shape {
    const shapes = types.flatMap((type) => (isUndefined(type) ? [] : [this.some(type)]));
    const choices = shapes.flatMap((shape) => (shape.is === 'choice' ? shape.of : []));
    const amounts = shapes.flatMap((shape) => (shape.is === 'amount' ? shape.units : []));
    const others = shapes.filter(({ is }) => is !== 'choice' && is !== 'amount');
    const all: Shape[] = [
      ...(choices.length > 0 ? [{ is: 'choice', of: choices } as const] : []),
      ...(amounts.length > 0 ? [{ is: 'amount', units: amounts } as const] : []),
      ...others,
    ];
    return all.length === 1 && all[0] !== undefined ? all[0] : { is: 'either', of: all };
  }

  /** Objects become one; one that may be this or that becomes this with the rest, or that with the rest. */
  #intersection(types: readonly TypeNode[]): Shape {
    const parts = types.flatMap((type) => {
      const shape = this.of(type);
      return shape === undefined ? [] : [this.whole(shape)];
    });
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const merged = parts.reduce<readonly ObjectShape[]>(
      (before, part) =>
        (part.is === 'either' ? part.of.map((one) => this.whole(one)) : [part]).flatMap((one) => {
          if (one.is !== 'object') throw new Error(`cannot join ${JSON.stringify(one)}`);
          return before.map(
            ({ props }): ObjectShape => ({ is: 'object', props: { ...props, ...one.props } }),
          );
        }),
      [{ is: 'object', props: {} }],
    );
    const [first] = merged;
    return merged.length === 1 && first !== undefined ? first : { is: 'either', of: merged };
  }

  #object(node: TypeNode | Node, name?: string): Shape {
    const index = node.getFirstDescendantByKind(SyntaxKind.IndexSignature);
    if (Node.isTypeLiteral(node) && index?.getParent() === node)
      return {
        is: 'map',
        keys: this.some(index.getKeyTypeNode()),
        of: this.some(index.getReturnTypeNodeOrThrow()),
      };
    const props = node
      .getType()
      .getProperties()
      .flatMap((symbol): (readonly [string, Prop])[] => {
        const declaration = symbol.getDeclarations().find(Node.isPropertySignature);
        const type = declaration?.getTypeNode();
        if (declaration === undefined || type === undefined)
          throw new Error(`${name ?? node.getText()}.${symbol.getName()} has no type`);
        const shape = this.of(type);
        if (shape === undefined) return [];
        const prop = { shape: this.tagged(shape, declaration) };
        return [[symbol.getName(), symbol.isOptional() ? { ...prop, optional: true } : prop]];
      });
    return { is: 'object', ...(name !== undefined && { name }), props: Object.fromEntries(props) };
  }

  #reference(name: string, type: TypeNode & { getTypeArguments(): TypeNode[] }): Shape | undefined {
    const [first, second] = type.getTypeArguments();
    if (first !== undefined && second !== undefined && name === 'Record') return this.#map(first, second);
    if (first !== undefined && name === 'Readonly') return this.of(first);
    if (first !== undefined && name === 'Partial') return partly(this.whole(this.some(first)));
    if (name === 'TemplateStringsArray') return { is: 'list', of: { is: 'text' } };
    if (name === 'Construct' || name === 'IConstruct') return { is: 'instance', of: 'Construct' };
    if (name === 'Dependency')
      return { is: 'instance', of: 'IDependable', form: 'a Service, or what holds some' };
    if (name === 'RawKeys' && first !== undefined) return { is: 'raw', of: first.getText() };
    const symbol = type.getFirstChildByKind(SyntaxKind.Identifier)?.getSymbol();
    const [declaration] = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
    if (Node.isClassDeclaration(declaration)) return { is: 'instance', of: name };
    if (Node.isTypeParameterDeclaration(declaration)) return this.some(declaration.getConstraintOrThrow());
    if (!Node.isInterfaceDeclaration(declaration) && !Node.isTypeAliasDeclaration(declaration))
      throw new Error(`nobody said what ${name} is`);
    if (!this.named.has(name)) {
      this.named.set(name, { is: 'anything' }); // so that one which holds itself comes to an end
      const shape = Node.isInterfaceDeclaration(declaration)
        ? this.#object(declaration, name)
        : this.tagged(this.some(declaration.getTypeNodeOrThrow()), declaration);
      this.named.set(name, called(name, shape));
    }
    return { is: 'named', of: name };
  }

  #map(keys: TypeNode, values: TypeNode): Shape | undefined {
    const of = this.of(values);
    if (of === undefined) return undefined;
    const names = this.whole(this.some(keys));
    if (names.is === 'choice')
      return { is: 'object', props: Object.fromEntries(names.of.map((key) => [key, { shape: of }])) };
    const gaps = Node.isUnionTypeNode(values) && values.getTypeNodes().some(isUndefined);
    return { is: 'map', keys: this.some(keys), of, ...(gaps && { gaps }) };
  }
}

/** Objects that the alias stands for have its name, so that hints find them. */
function called(name: string, shape: Shape): Shape {
  if (shape.is === 'object') return { name, ...shape };
  return shape.is === 'either' ? { ...shape, of: shape.of.map((one) => called(name, one)) } : shape;
}

function partly(shape: Shape): Shape {
  if (shape.is !== 'object') throw new Error(`part of ${JSON.stringify(shape)}`);
  const props = Object.entries(shape.props).map(([name, prop]) => [name, { ...prop, optional: true }]);
  return { ...shape, props: Object.fromEntries(props) };
}

/** `${number}mb` is an amount; any other template is the text that fits it. */
function template(written: string): Shape {
  const inside = written.slice(1, -1);
  const [, unit] = /^\$\{number\}([A-Za-z]+)$/.exec(inside) ?? [];
  if (unit !== undefined) return { is: 'amount', units: [unit] };
  const pattern = inside
    .split(/(\$\{string\})/)
    .map((part) => (part === '${string}' ? '[^]*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const shown = `'${inside.replaceAll('${string}', '…')}'`;
  return { is: 'text', pattern, form: `text such as ${shown}`, example: shown };
}

/** One literal, or all that an indexed type comes to. */
function literals(type: TypeNode): Shape {
  const { isUnion, one, all } = {
    isUnion: type.getType().isUnion(),
    one: type.getType(),
    all: type.getType().getUnionTypes(),
  };
  const of = (isUnion ? all : [one]).map((literal) => {
    const value = literal.isBooleanLiteral() ? literal.getText() === 'true' : literal.getLiteralValue();
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      throw new Error(`${type.getText()} is more than literals`);
    return value;
  });
  return { is: 'choice', of };
}

const listOrMap: Shape = {
  is: 'either',
  of: [
    { is: 'list', of: { is: 'anything' } },
    { is: 'map', keys: { is: 'text' }, of: { is: 'anything' } },
  ],
};

function keyword(type: TypeNode): Shape | undefined {
  const kind = type.getKind();
  if (kind === SyntaxKind.NeverKeyword) return undefined;
  if (kind === SyntaxKind.StringKeyword) return { is: 'text' };
  if (kind === SyntaxKind.NumberKeyword) return { is: 'number' };
  if (kind === SyntaxKind.BooleanKeyword) return { is: 'boolean' };
  if (kind === SyntaxKind.UnknownKeyword) return { is: 'anything' };
  if (kind === SyntaxKind.ObjectKeyword) return listOrMap;
  throw new Error(`no shape is known for ${type.getText()}`);
}

function isUndefined(type: TypeNode): boolean {
  return type.getKind() === SyntaxKind.UndefinedKeyword;
}
