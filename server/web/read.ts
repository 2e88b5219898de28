/**
 * What comes in, checked against a schema: gives the typed value or a Refusal that names every field that is wrong.
 * Knows zod's findings and turns them into our stable codes; knows nothing of HTTP and spells no sentence.
 */
import type { z } from 'zod'
import { type Fault, Refusal } from '../base/refusal.ts'

type Issue = z.core.$ZodIssue
type Finding = Pick<Fault, 'code' | 'facts'>

/**
 * The value as the schema gives it out. A schema names a code of its own by giving it as its message:
 * `z.string().regex(/^\d{4}$/, 'wrong-postcode')`, or with facts by `params: { code, facts }` on a refinement.
 * @throws Refusal `invalid` with one fault per wrong field, its path a JSON Pointer (RFC 6901).
 */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const unreadable = unreadableTexts(value, '', 0)
  if (unreadable.length > 0) throw new Refusal('invalid', unreadable.slice(0, faultsAtMost))
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new Refusal('invalid', result.error.issues.flatMap(faultsOf).slice(0, faultsAtMost))
}

/** Nobody reads more, and a small body must not cause a large answer. */
const faultsAtMost = 100

/** No schema of ours nests deeper; a body that does only means to exhaust the stack. */
const depthAtMost = 20

/** `['units', 0, 'a/b']` is `/units/0/a~1b`. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

function faultsOf(issue: Issue): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ code: 'unknown-field', path: pointer([...issue.path, key]) }))
  if (issue.code === 'invalid_union') return faultsOfUnion(issue)
  return [{ ...(named(issue) ?? findingOf(issue)), path: pointer(issue.path) }]
}

/** The alternative that came closest speaks for all: the one that got furthest into the value, then the least wrong. */
function faultsOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>): Fault[] {
  if (isMissing(issue)) return [{ code: 'missing-field', path: pointer(issue.path) }]
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((each) => each.path.length))
  const [closest] = issue.errors.toSorted(
    (one, other) => depth(other) - depth(one) || one.length - other.length,
  )
  if (!closest || closest.length === 0) return [{ ...noSuchShape(issue), path: pointer(issue.path) }]
  return closest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** A tag that no alternative has: zod lists the tags there are. */
function noSuchShape(issue: object): Finding {
  const options: unknown = 'options' in issue ? issue.options : undefined
  return Array.isArray(options) ? notAllowed(options) : { code: 'wrong-format' }
}

const notAllowed = (allowed: readonly unknown[]): Finding => ({
  code: 'not-allowed',
  facts: { allowed: allowed.map(String).join(', ') },
})

/** A union tells its alternatives apart by a tag: then `input` is the object that should hold the tag. */
function isMissing({ input, path, ...issue }: Extract<Issue, { code: 'invalid_union' }>): boolean {
  const tag = 'discriminator' in issue ? path.at(-1) : undefined
  if (tag === undefined || typeof input !== 'object' || input === null) return input === undefined
  return !Object.hasOwn(input, tag)
}

const codeShape = /^[a-z]+(-[a-z0-9]+)+$/

/** The code a schema gave by itself. Zod's own messages are sentences and never have a code's shape. */
function named(issue: Issue): Finding | undefined {
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') {
    const { code, facts } = issue.params as Finding
    return facts ? { code, facts } : { code }
  }
  return codeShape.test(issue.message) ? { code: issue.message } : undefined
}

const codeByType: Record<string, string> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-a-whole-number',
  bigint: 'not-a-whole-number',
  array: 'not-a-list',
  object: 'not-an-object',
  record: 'not-an-object',
  boolean: 'not-yes-or-no',
}

const codeByFormat: Record<string, string> = {
  date: 'not-a-date',
  datetime: 'not-a-moment',
  email: 'not-an-email',
}

function findingOf(issue: Issue): Finding {
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: issue.input === undefined ? 'missing-field' : (codeByType[issue.expected] ?? 'wrong-format'),
      }
    case 'invalid_value':
      return issue.input === undefined ? { code: 'missing-field' } : notAllowed(issue.values)
    case 'invalid_format':
      return { code: issue.input === '' ? 'missing-field' : (codeByFormat[issue.format] ?? 'wrong-format') }
    case 'too_big':
      return { code: sizeCodes(issue.origin).over, facts: { maximum: Number(issue.maximum) } }
    case 'too_small':
      return issue.input === ''
        ? { code: 'missing-field' }
        : { code: sizeCodes(issue.origin).under, facts: { minimum: Number(issue.minimum) } }
    case 'not_multiple_of':
      return { code: 'not-a-multiple', facts: { divisor: issue.divisor } }
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'unrecognized_keys':
      return { code: 'wrong-format' }
  }
}

function sizeCodes(origin: string): { over: string; under: string } {
  if (origin === 'string') return { over: 'too-long', under: 'too-short' }
  if (origin === 'array' || origin === 'set') return { over: 'too-many-entries', under: 'too-few-entries' }
  return { over: 'number-too-large', under: 'number-too-small' }
}

// Not characters of XML 1.0, so no bank file or e-invoice could carry them; PostgreSQL refuses the first.
const unreadable = /(?![\t\n\r\u0080-\u009F])\p{Control}|[\uFFFE\uFFFF]|\p{Surrogate}/u

/** Faults for every text, keys included, that holds a control character or half a character. */
function unreadableTexts(value: unknown, path: string, depth: number): Fault[] {
  if (typeof value === 'string') return unreadable.test(value) ? [{ code: 'unreadable-character', path }] : []
  if (typeof value !== 'object' || value === null) return []
  if (depth === depthAtMost) return [{ code: 'nested-too-deep', path, facts: { maximum: depthAtMost } }]
  return Object.entries(value).flatMap(([key, member]) =>
    unreadable.test(key)
      ? [{ code: 'unreadable-character', path }]
      : unreadableTexts(member, path + pointer([key]), depth + 1),
  )
}
