import { parseSync, Visitor } from 'oxc-parser';

/** One thing that a module reaches for: `specifier` as written, `line` from 1. */
export interface ImportSite {
  readonly line: number;
  /** Null where the specifier is computed, and so cannot be checked. */
  readonly specifier: string | null;
}

/** What a parse found: the imports, and the syntax errors that may have hidden some. */
export interface ParsedModule {
  readonly imports: readonly ImportSite[];
  readonly errors: readonly string[];
}

const LOADERS = new Set(['require', 'require.resolve', 'import.meta.resolve']);

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Specifier extends Span {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string | null } }[];
  readonly expressions?: readonly unknown[];
}

interface Call {
  readonly callee: Span;
  readonly arguments: readonly Specifier[];
}

/**
 * Lists every import of a TypeScript or JavaScript module: static, type-only, re-exported, dynamic,
 * `import('x').T` in a type, `import x = require()`, `require()`, `import.meta.resolve()` and
 * `new URL('x', import.meta.url)`.
 */
export function listImports(path: string, source: string): ParsedModule {
  const parsed = parseSync(path, source);
  const imports: ImportSite[] = [];
  const text = (node: Span): string => source.slice(node.start, node.end);
  const add = (node: Specifier): void => {
    imports.push({ line: lineAt(source, node.start), specifier: literalText(node) });
  };
  const addSource = (node: { readonly source: Specifier | null }): void => {
    if (node.source !== null) add(node.source);
  };
  const addLoaded = ({ callee, arguments: [first] }: Call): void => {
    if (first !== undefined && LOADERS.has(text(callee))) add(first);
  };
  const addOwnUrl = ({ callee, arguments: [first, base] }: Call): void => {
    if (first === undefined || base === undefined || text(callee) !== 'URL') return;
    // A computed path beside the module is data (a file name), not an import.
    if (text(base) === 'import.meta.url' && literalText(first) !== null) add(first);
  };
  const addReferenced = (node: { readonly expression: Specifier }): void => add(node.expression);
  new Visitor({
    ImportDeclaration: addSource,
    ExportAllDeclaration: addSource,
    ExportNamedDeclaration: addSource,
    ImportExpression: addSource,
    TSImportType: addSource,
    TSExternalModuleReference: addReferenced,
    CallExpression: addLoaded,
    NewExpression: addOwnUrl,
  }).visit(parsed.program);
  return { imports, errors: parsed.errors.map((error) => error.message) };
}

function literalText(node: Specifier): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const isPlainTemplate = node.type === 'TemplateLiteral' && node.expressions?.length === 0;
  return isPlainTemplate ? (node.quasis?.[0]?.value.cooked ?? null) : null;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
