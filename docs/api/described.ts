import { relative, resolve } from 'node:path';
import type { ConstructorDeclaration, JSDoc, ParameterDeclaration, TypeNode } from 'ts-morph';
import { Node, Scope, SyntaxKind } from 'ts-morph';

/** What is written about something, as data. */
export interface Described {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'function' | 'value';
  /** From the root of the repository. */
  readonly file: string;
  readonly doc: Doc;
  /** What it is, in one line: of a type, a function, a value; of a class, how it is made. */
  readonly signature: string;
  /** What it extends, by name. */
  readonly extends: readonly string[];
  readonly members: readonly Member[];
  /** The declarations that its types name. */
  readonly mentions: readonly Node[];
}

export interface Member {
  /** `host.memory` of what stands in braces. */
  readonly name: string;
  readonly kind: 'constructor' | 'method' | 'property';
  readonly of: 'all' | 'subclasses' | 'class';
  readonly optional: boolean;
  readonly type: string;
  readonly doc: Doc;
  /** Stands in braces on one line: what is around it explains it. */
  readonly inside: boolean;
}

export interface Doc {
  readonly text: string;
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

const root = resolve(import.meta.dirname, '../..');

/** What of a declaration is public; undefined for what is none that has a page. */
export function described(name: string, node: Node): Described | undefined {
  const about = { name, file: relative(root, node.getSourceFile().getFilePath()), mentions: mentions(node) };
  if (Node.isClassDeclaration(node)) {
    const made = node.getConstructors().find(isPublic);
    return {
      ...about,
      ...{ kind: 'class', doc: docOf(node.getJsDocs()), extends: namesOf(node.getExtends()) },
      signature: made === undefined ? '' : `new ${name}(${parameters(made.getParameters())})`,
      members: classMembers(node),
    };
  }
  if (Node.isInterfaceDeclaration(node))
    return {
      ...about,
      ...{ kind: 'interface', doc: docOf(node.getJsDocs()), signature: '' },
      extends: node.getExtends().flatMap(namesOf),
      members: node.getMembers().flatMap((one) => membersOf(one, '', false)),
    };
  if (Node.isTypeAliasDeclaration(node)) {
    const type = node.getTypeNodeOrThrow();
    return {
      ...about,
      ...{ kind: 'type', doc: docOf(node.getJsDocs()), signature: oneLine(type.getText()), extends: [] },
      members: nested(type, ''),
    };
  }
  if (Node.isFunctionDeclaration(node)) {
    const result = node.getReturnTypeNode()?.getText() ?? 'void';
    const signature = `${name}(${parameters(node.getParameters())}): ${oneLine(result)}`;
    return { ...about, kind: 'function', doc: docOf(node.getJsDocs()), signature, extends: [], members: [] };
  }
  if (!Node.isVariableDeclaration(node)) return undefined;
  const members = entriesOf(node.getInitializer());
  const type = node.getTypeNode()?.getText() ?? node.getType().getText(node);
  const signature = members.length > 0 ? '' : `const ${name}: ${oneLine(type)}`;
  const doc = docOf(node.getVariableStatementOrThrow().getJsDocs());
  return { ...about, kind: 'value', doc, signature, extends: [], members };
}

/** The functions of a map of them. */
function entriesOf(value: Node | undefined): Member[] {
  const map = Node.isAsExpression(value) ? value.getExpression() : value;
  if (!Node.isObjectLiteralExpression(map)) return [];
  return map.getProperties().flatMap((one): Member[] => {
    const made = Node.isPropertyAssignment(one) ? one.getInitializer() : undefined;
    if (!Node.isPropertyAssignment(one) || !Node.isArrowFunction(made)) return [];
    const type = `(${parameters(made.getParameters())})`;
    const about = { name: one.getName(), optional: false, inside: false } as const;
    return [
      { ...about, kind: 'method', of: 'all', type, doc: docOf(one.getChildrenOfKind(SyntaxKind.JSDoc)) },
    ];
  });
}

function classMembers(node: Node & { getMembers(): Node[] }): Member[] {
  return node.getMembers().flatMap((member): Member[] => {
    if (Node.isConstructorDeclaration(member)) {
      if (!isPublic(member)) return [];
      const type = parameters(member.getParameters());
      const about = { name: 'constructor', optional: false, inside: false };
      return [{ ...about, kind: 'constructor', of: 'all', type, doc: docOf(member.getJsDocs()) }];
    }
    return membersOf(member, '', false);
  });
}

/** Whether others may call it. */
function isPublic(made: ConstructorDeclaration): boolean {
  return made.getScope() === Scope.Public && tag(docOf(made.getJsDocs()), 'internal') === undefined;
}

/** A member, and what stands in braces in its type. */
function membersOf(member: Node, before: string, inside: boolean): Member[] {
  if (Node.isScoped(member) && member.getScope() === Scope.Private) return [];
  if (Node.isSetAccessorDeclaration(member)) return [];
  const known =
    Node.isPropertySignature(member) ||
    Node.isPropertyDeclaration(member) ||
    Node.isMethodSignature(member) ||
    Node.isMethodDeclaration(member) ||
    Node.isGetAccessorDeclaration(member);
  if (!known || /^[#[]/.test(member.getName())) return []; // what JavaScript itself asks has no name
  if (Node.isModifierable(member) && member.hasModifier('override')) return []; // what is overridden explains it
  const doc = docOf(member.getJsDocs());
  if (tag(doc, 'internal') !== undefined) return [];
  const name = before + member.getName();
  const method = Node.isMethodSignature(member) || Node.isMethodDeclaration(member);
  const type =
    method || Node.isGetAccessorDeclaration(member) ? member.getReturnTypeNode() : member.getTypeNode();
  const text = type === undefined ? '' : oneLine(type.getText());
  if (text === 'never') return [];
  return [
    {
      ...{ name, doc, inside, kind: method ? 'method' : 'property', of: whose(member) },
      optional: Node.isQuestionTokenable(member) && member.hasQuestionToken(),
      type: method ? `(${parameters(member.getParameters())}): ${text}` : text,
    },
    ...(type === undefined || method ? [] : nested(type, `${name}.`)),
  ];
}

function whose(member: Node): Member['of'] {
  if (Node.isStaticable(member) && member.isStatic()) return 'class';
  return Node.isScoped(member) && member.getScope() === Scope.Protected ? 'subclasses' : 'all';
}

/** What stands in braces somewhere in a type; what a function takes or gives does not count. */
function nested(type: TypeNode, before: string): Member[] {
  if (Node.isFunctionTypeNode(type)) return [];
  if (Node.isTypeLiteral(type)) {
    const inside = type.getStartLineNumber() === type.getEndLineNumber();
    return type.getMembers().flatMap((one) => membersOf(one, before, inside));
  }
  return type.forEachChildAsArray().flatMap((child) => (Node.isTypeNode(child) ? nested(child, before) : []));
}

function mentions(node: Node): Node[] {
  const types = Node.isClassDeclaration(node)
    ? [node.getExtends(), ...node.getMembers().flatMap((member) => typesOf(member))]
    : [node];
  return types
    .flatMap((one) => (one === undefined ? [] : one.getDescendantsOfKind(SyntaxKind.Identifier)))
    .flatMap((one) => {
      const symbol = one.getSymbol();
      return (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
    });
}

/** The types of a public member; what is in its body is its own. */
function typesOf(member: Node): Node[] {
  if (Node.isScoped(member) && member.getScope() === Scope.Private) return [];
  if (Node.isJSDocable(member) && tag(docOf(member.getJsDocs()), 'internal') !== undefined) return [];
  const typed = Node.isTyped(member) ? [member.getTypeNode()] : [];
  const returned = Node.isReturnTyped(member) ? [member.getReturnTypeNode()] : [];
  const taken = Node.isParametered(member) ? member.getParameters().map((one) => one.getTypeNode()) : [];
  return [...typed, ...returned, ...taken].filter((one) => one !== undefined);
}

function namesOf(type: Node | undefined): string[] {
  return type === undefined ? [] : [oneLine(type.getText())];
}

function parameters(all: readonly ParameterDeclaration[]): string {
  return all
    .map((one) => {
      const optional = one.isOptional() && !one.isRestParameter() ? '?' : '';
      const name = Node.isIdentifier(one.getNameNode()) ? one.getName() : 'props';
      return `${one.isRestParameter() ? '...' : ''}${name}${optional}: ${oneLine(one.getTypeNode()?.getText() ?? '')}`;
    })
    .join(', ');
}

function docOf(docs: readonly JSDoc[]): Doc {
  return {
    text: docs.map((doc) => doc.getDescription().trim()).join('\n\n'),
    tags: docs.flatMap((doc) =>
      doc
        .getTags()
        .map((one) => ({ name: one.getTagName(), text: tagText(one.getText(), one.getTagName()) })),
    ),
  };
}

/** As it is written: TypeScript takes the scheme of an address after @see for a name. */
function tagText(written: string, name: string): string {
  return written
    .slice(name.length + 1)
    .replace(/\n\s*\*(?!\/) ?/g, '\n')
    .replace(/\s*\*\/\s*$/, '')
    .trim();
}

/** The text behind a tag. */
export function tag(doc: Doc, name: string): string | undefined {
  return doc.tags.find((one) => one.name === name)?.text;
}

function oneLine(text: string): string {
  return text
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\breadonly /g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
