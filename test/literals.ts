/** The words that a source spells itself: its string literals and the fixed parts of its templates, with where they stand. */
import { parseSync } from '@swc/core'

export type Literal = {
  readonly text: string
  /** What encloses it, the nearest last: `ThrowStatement`, `new Error`, `sql.raw`, the name of a property as `summary:`. */
  readonly within: readonly string[]
}

type Node = Readonly<Record<string, unknown>>

/** Every literal of a TypeScript source, in order; those of imports and of types do not count. */
export function literalsIn(source: string): Literal[] {
  const found: Literal[] = []
  const visit = (node: unknown, within: readonly string[]): void => {
    if (Array.isArray(node)) return node.forEach((part) => visit(part, within))
    if (!isNode(node) || silent.test(kindOf(node))) return
    if (node['type'] === 'StringLiteral') found.push({ text: String(node['value']), within })
    if (node['type'] === 'TemplateElement') found.push({ text: String(node['cooked']), within })
    const inside = enclosing(node)
    for (const part of Object.values(node)) visit(part, inside ? [...within, inside] : within)
  }
  visit(parseSync(source, { syntax: 'typescript', target: 'es2022' }).body, [])
  return found
}

const silent = /^(?:Import|ExportAll|Ts(?:LiteralType|TypeAlias|Interface|TypeAnnotation))/

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

const kindOf = (node: Node): string => String(node['type'])

function enclosing(node: Node): string | undefined {
  if (node['type'] === 'ThrowStatement') return 'throw'
  if (node['type'] === 'NewExpression') return `new ${nameOf(node['callee'])}`
  if (node['type'] === 'CallExpression') return `${nameOf(node['callee'])}()`
  if (node['type'] === 'KeyValueProperty') return `${nameOf(node['key'])}:`
  return undefined
}

/** `trx.raw` of a call by its last two names. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node['type'] === 'MemberExpression') return `.${nameOf(node['property'])}`
  return typeof node['value'] === 'string' ? node['value'] : ''
}
