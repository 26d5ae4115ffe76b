import { parseSync } from 'vite';

/** What a source says: the keys that it asks for, and what it says without asking. */
export interface ScannedWords {
  /** Keys; `*` stands for a part that is known only while the app runs. */
  readonly keys: readonly string[];
  /** Text that is written into the source, and keys that cannot be told from it. */
  readonly complaints: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Attributes whose text is seen or read out. */
const spoken = new Set(['aria-label', 'aria-description', 'alt', 'title', 'placeholder', 'label']);

/** Reads the words of one TSX source. Throws when it cannot be parsed. */
export function scanWords(file: string, source: string): ScannedWords {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const keys: string[] = [];
  const complaints: string[] = [];
  walk(program, (node) => {
    for (const text of writtenText(node)) complaints.push(`${file}: untranslated: ${text}`);
    if (!isTranslation(node)) return;
    const found = keysOf((node.arguments as Node[])[0]);
    if (found === null) complaints.push(`${file}: a key that cannot be read`);
    else keys.push(...found);
  });
  return { keys, complaints };
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const part of value) walk(part, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const part of Object.values(value)) walk(part, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Letters between tags, in braces between tags, or in an attribute that is read out. */
function writtenText(node: Node): string[] {
  if (node.type === 'JSXText') return lettersOf(node.value);
  if (node.type === 'JSXExpressionContainer') return [];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    const children = node.children as Node[];
    return children.filter(({ type }) => type === 'JSXExpressionContainer').flatMap(literalOf);
  }
  if (node.type !== 'JSXAttribute' || !spoken.has(String((node.name as Node).name))) return [];
  return literalOf(node.value);
}

function literalOf(value: unknown): string[] {
  if (!isNode(value)) return [];
  if (value.type === 'JSXExpressionContainer') return literalOf(value.expression);
  if (value.type === 'ConditionalExpression') {
    return [...literalOf(value.consequent), ...literalOf(value.alternate)];
  }
  if (value.type === 'LogicalExpression') return literalOf(value.right);
  if (value.type === 'TemplateLiteral') {
    return (value.quasis as Node[]).flatMap((part) => {
      return lettersOf((part.value as { cooked: unknown }).cooked);
    });
  }
  return value.type === 'Literal' ? lettersOf(value.value) : [];
}

function lettersOf(text: unknown): string[] {
  return typeof text === 'string' && /\p{L}/u.test(text) ? [text.trim()] : [];
}

function isTranslation(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = node.callee as Node;
  const name = callee.type === 'MemberExpression' ? (callee.property as Node) : callee;
  return name.type === 'Identifier' && name.name === 't';
}

function keysOf(node: Node | undefined): string[] | null {
  if (node?.type === 'Literal') return [String(node.value)];
  if (node?.type === 'ConditionalExpression') {
    const [left, right] = [keysOf(node.consequent as Node), keysOf(node.alternate as Node)];
    return left === null || right === null ? null : [...left, ...right];
  }
  if (node?.type !== 'TemplateLiteral') return null;
  const parts = node.quasis as Node[];
  return [parts.map((part) => (part.value as { cooked: string }).cooked).join('*')];
}
